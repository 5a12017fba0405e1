//! Families of legal forms: what may differ between two writings of one company, and what may not.

/// A family of legal forms; two of one family are near to each other ("ООО", "Ltd").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Family {
    /// None seen, or one that says little ("Co").
    #[default]
    None = 0,
    /// Limited liability: GmbH, Ltd, ООО, MChJ.
    Limited = 1,
    /// Shares: AG, PLC, АО, SA, Inc.
    Stock = 2,
    /// Partners: KG, LP, OHG.
    Partners = 3,
    /// Clubs, foundations, state bodies, sole traders.
    Other = 4,
}

impl Family {
    pub(crate) fn from_byte(byte: u8) -> Self {
        match byte {
            1 => Self::Limited,
            2 => Self::Stock,
            3 => Self::Partners,
            4 => Self::Other,
            _ => Self::None,
        }
    }

    /// The family of a form as [`sousveil_text::company_form`] writes it. Our list.
    pub(crate) fn of(form: &str) -> Self {
        match form {
            "Ltd" | "LLC" | "Pty Ltd" | "Pvt Ltd" | "Pte Ltd" | "GmbH" | "gGmbH" | "UG" | "Sagl" | "SARL" | "EURL"
            | "SPRL" | "BV" | "Srl" | "Scarl" | "SL" | "S de RL de CV" | "S de RL" | "Ltda" | "Lda" | "ApS" | "OÜ"
            | "SIA" | "UAB" | "sro" | "Sp z oo" | "Kft" | "doo" | "jdoo" | "dooel" | "OOD" | "EOOD" | "Sh p k"
            | "EPE" | "IKE" | "Ltd Şti" | "OOO" | "TOO" | "OsOO" | "ODO" | "TOV" | "MChJ" | "ZhShS" | "JDMM"
            | "KhKhK" | "MMC" | "ShPS" | "SPY" | "FZE" | "FZCO" | "FZ-LLC" | "WLL" | "Sdn Bhd" | "TNHH" | "GK"
            | "YK" | "Co Ltd" | "YH" | "ehf" | "PT" => Self::Limited,
            "PLC" | "JSC" | "PJSC" | "OJSC" | "CJSC" | "PrJSC" | "PCL" | "AG" | "SE" | "SA" | "SAS" | "SCA" | "NV"
            | "SpA" | "SA de CV" | "SAPI de CV" | "SAB de CV" | "SAC" | "SAA" | "AB" | "AS" | "A/S" | "ASA" | "Oyj"
            | "hf" | "akc spol" | "Sp akc" | "Zrt" | "Nyrt" | "Rt" | "dd" | "AD" | "EAD" | "Sh a" | "AE" | "AŞ"
            | "AO" | "PAO" | "OAO" | "ZAO" | "NAO" | "ChAO" | "PrAT" | "PAT" | "AT" | "AJ" | "AQ" | "ASC" | "QSC"
            | "SS" | "PBY" | "BBY" | "SAE" | "SAL" | "KSC" | "BSC" | "SAOG" | "SAOC" | "Bhd" | "Tbk" | "CTCP"
            | "KK" | "Gufen Co Ltd" | "JH" => Self::Stock,
            "LLP" | "LLLP" | "LP" | "GmbH & Co KG" | "GmbH & Co KGaA" | "AG & Co KG" | "KG" | "KGaA" | "OHG"
            | "SNC" | "SCS" | "VOF" | "HB" | "K/S" | "vos" | "Sp k" | "Sp j" | "Bt" | "CV" | "GbR" => Self::Partners,
            "eK" | "eV" | "eG" | "ASBL" | "VZW" | "VšĮ" | "CIC" | "CLG" | "IP" | "ChP" | "FOP" | "GUP" | "GU"
            | "ANO" | "DP" | "PP" | "DUK" | "XK" => Self::Other,
            _ => Self::None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_family_meet_across_languages() {
        let family = |name: &str| sousveil_text::company_form(name).map(Family::of);
        assert_eq!(family("ООО «Ромашка»"), family("Romashka GmbH"));
        assert_eq!(family("АО Ромашка"), family("Romashka S.p.A."));
        assert_ne!(family("Romashka AG"), family("Romashka GmbH"));
    }
}
