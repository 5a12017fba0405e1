//! Traditional and Japanese forms of Chinese characters that stand in names, beside the simplified
//! ones. `Our list.` Two different characters of one sound are two names; these pairs are one.

const PAIRS: &str = "華华 為为 國国 馬马 陳陈 張张 趙赵 劉刘 黃黄 吳吴 楊杨 孫孙 鄭郑 許许 謝谢 蕭萧 鄧邓 馮冯 葉叶 蘇苏 盧卢 蔣蒋 賈贾 鍾钟 鐘钟 譚谭 陸陆 範范 韋韦 鄒邹 龍龙 萬万 錢钱 湯汤 賴赖 龔龚 嚴严 顧顾 羅罗 關关 連连 習习 東东 軍军 強强 偉伟 麗丽 蘭兰 鳳凤 鵬鹏 飛飞 雲云 寶宝 貴贵 勝胜 進进 達达 遠远 遙遥 銀银 鋼钢 鐵铁 電电 話话 資资 貿贸 業业 機机 械械 廣广 慶庆 寧宁 濟济 漢汉 臺台 灣湾 島岛 長长 興兴 榮荣 傑杰 燦灿 煒炜 煥焕 燁烨 愛爱 嬌娇 學学 實实 賓宾 審审 寫写 將将 專专 尋寻 對对 導导 層层 屬属 歲岁 嶺岭 帥帅 師师 帶带 幣币 幹干 庫库 應应 張张 彈弹 後后 從从 復复 徵征 德德 憲宪 懷怀 戰战 戲戏 戶户 揚扬 換换 據据 擁拥 擇择 擔担 敵敌 數数 斷断 時时 晉晋 曉晓 曄晔 書书 會会 條条 楓枫 極极 構构 標标 樂乐 樞枢 樣样 樹树 橋桥 檢检 權权 歐欧 歡欢 歷历 歸归 氣气 決决 沖冲 況况 淩凌 淚泪 淨净 淵渊 測测 湧涌 溝沟 滅灭 滬沪 滿满 漁渔 潔洁 澤泽 瀋沈 無无 營营 爾尔 獨独 獲获 環环 現现 瑋玮 瑤瑶 瓊琼 當当 療疗 發发 監监 盤盘 礎础 禮礼 種种 稱称 穀谷 積积 競竞 節节 簡简 約约 紅红 純纯 紙纸 級级 細细 終终 組组 結结 給给 統统 經经 維维 綠绿 網网 綺绮 緒绪 線线 縣县 總总 績绩 織织 續续 聖圣 聞闻 聯联 聲声 職职 腦脑 興兴 舉举 艦舰 藝艺 藥药 處处 號号 術术 衛卫 裝装 見见 規规 視视 覺觉 觀观 計计 訊讯 記记 設设 評评 試试 詩诗 詳详 語语 誠诚 調调 諾诺 謀谋 證证 識识 議议 護护 讓让 豐丰 負负 財财 貝贝 貨货 責责 費费 賢贤 質质 購购 贊赞 車车 軒轩 軟软 載载 輝辉 輪轮 輸输 轉转 農农 運运 過过 選选 還还 邊边 鄉乡 醫医 釋释 針针 鈞钧 銘铭 銳锐 鋒锋 錄录 錦锦 鎮镇 鏡镜 門门 開开 間间 閣阁 隊队 陽阳 階阶 際际 隨随 險险 雙双 難难 霧雾 靈灵 靜静 韓韩 響响 頂顶 項项 順顺 預预 領领 頭头 題题 顏颜 類类 風风 養养 馳驰 驗验 驚惊 魏魏 魚鱼 魯鲁 鮑鲍 鳴鸣 鴻鸿 鷹鹰 麥麦 點点 齊齐 齋斋 沢泽 浜滨 濱滨 辺边 邉边 斉齐 竜龙 広广 桜樱 櫻樱 黒黑 恵惠 戸户 団团 實实 実实 気气 駅驿 図图 圖图 売卖 賣卖 円圆 圓圆 塩盐 横横 徳德 高高 髙高 﨑崎 蔵藏 覚觉 竹竹 団团 團团 體体 体体 芸艺 鉄铁 対对 帰归 経经 総总 続续 証证 変变 變变 剣剑 劍剑 検检 県县 労劳 勞劳 単单 單单 栄荣 営营 厳严 倉仓 個个 傳传 伝传 備备 優优 億亿 創创 劃划 動动 務务 區区 区区 協协 卻却 參参 員员 問问 啟启 喬乔 嘉嘉 圍围 園园 執执 報报 場场 塊块 壓压 壯壮 壽寿 夢梦 奧奥 婦妇 媽妈 嫻娴 孟孟";

/// The simplified form of a character where we know one, else itself.
pub(crate) fn simplified(c: char) -> char {
    let mut letters = PAIRS.chars();
    loop {
        let (Some(old), Some(new)) = (letters.next(), letters.next()) else { return c };
        if old == c {
            return new;
        }
        letters.next();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_two_characters_and_a_space() {
        assert!(PAIRS.split(' ').all(|pair| pair.chars().count() == 2));
        assert_eq!(simplified('華'), '华');
        assert_eq!(simplified('市'), '市');
        assert_eq!(simplified('a'), 'a');
    }
}
