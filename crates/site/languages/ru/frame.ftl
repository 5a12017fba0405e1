# Рамка каждой страницы: шапка, меню, подвал, ошибки.

frame-skip = Перейти к содержимому
frame-search = Найти
frame-search-hint = Страна, компания, ведомство, продукт
frame-parts = Разделы сайта
frame-here = Вы находитесь здесь
frame-home = Главная
frame-languages = Языки
frame-unreviewed = Эта страница переведена с английского и ещё не проверена носителем языка. Имена, сведения и цитаты остаются на своём языке. Если тексты расходятся, следует исходить из <a>английской страницы</a>.
frame-version = Версия данных
frame-licence = Лицензия: { $licence }.
frame-data = Данные и файлы для скачивания
frame-method = Метод и ограничения
frame-keys = Клавиши
frame-silence = То, что здесь не записано, всё же может существовать: молчание не означает невиновности.
frame-made-from = Ссылка, по которой вы пришли, сделана по версии данных { $asked }. Эта страница показывает версию { $shown } ({ $version }), в которой может говориться иное.

menu-map = Карта
menu-countries = Страны
menu-companies = Компании
menu-transfers = Передачи
menu-technologies = Технологии
menu-measures = Меры
menu-gap = Пробелы чёрного списка
menu-incidents = Инциденты
menu-sources = Источники
menu-screen = Проверка имён
menu-inspect = Проверка ссылки
menu-data = Данные
menu-about = Об указателе

frame-form-network = сеть в формате GraphML
frame-form-feed = лента Atom

error-ways = Куда перейти дальше
error-search = Или воспользуйтесь строкой поиска вверху страницы.
error-query = В адресе указано то, чего у этого списка нет
error-query-found = Получено: { $parameter } = «{ $found }».
error-query-expected = Ожидалось: { $expected }.
error-query-without = Тот же список без этой части
error-none = Не найдено: { $what }
error-none-page = По этому адресу нет страницы
error-none-text = По этому адресу нет записи: часть адреса не является текстом
error-none-entry = Записи с таким идентификатором нет
error-none-list-network = У списка нет сети
error-none-told = Возможно, в адресе опечатка или такого адреса никогда не было. Отсутствие записи не свидетельствует о том, что ничего не произошло.
error-withdrawn = Эта запись отозвана
error-withdrawn-on = Запись { $id } отозвана { $date }.
error-reason = Указанная причина: { $reason }
error-replaced = Значение в этом сведении заменено другим
error-replaced-by = { $property }: значение «{ $old }» заменено на «{ $new }» ({ $date }).
error-replaced-unknown = { $property }: значение «{ $old }» заменено на «неизвестно» ({ $date }).
error-replaced-entry = Запись в её нынешнем виде
error-workbook = Этот список слишком длинный для книги XLSX
error-workbook-told = Строк в нём: { $rows }; в книгу помещается самое большее: { $most }. В CSV есть все строки, и его открывает любой табличный редактор. С фильтром список станет короче.
error-workbook-csv = Этот список в формате CSV, целиком
error-method = Эти страницы можно только читать
error-method-taken = Принимаются: { $taken }.
error-form = Проверка не проводилась
error-form-kind = Ожидалась форма, отправленная как application/x-www-form-urlencoded.
error-form-large = В форме больше { $most } байт. Пожалуйста, спрашивайте о меньшем числе имён за один раз.
error-form-broke-off = Форма не была получена до конца за отведённое время. Пожалуйста, отправьте её ещё раз.
error-form-screen = Проверить имена
error-form-check = Проверить сделку
error-long = Этот адрес слишком длинный
error-long-most = Читается не более { $most } байт.
error-often = Слишком много запросов с вашего адреса
error-often-wait = { $seconds ->
    [one] Пожалуйста, продолжите через { $seconds } секунду.
    [few] Пожалуйста, продолжите через { $seconds } секунды.
   *[many] Пожалуйста, продолжите через { $seconds } секунд.
}
error-often-whole = Если нужно много данных, удобнее взять всё целиком: у каждого списка есть CSV и JSON, а в /claims.jsonl собраны все сведения.
error-often-streams = На ваш адрес уже отправляется столько полных списков, сколько возможно одновременно. Пожалуйста, подождите, пока один из них не закончится.
error-busy = Сервер занят
error-busy-again = Пожалуйста, попробуйте ещё раз через несколько секунд.
error-ours = На нашей стороне произошла ошибка
error-ours-log = Ошибка записана в журнал сервера. Данные не затронуты.
error-way-home = Главная страница
error-way-countries = Все страны
error-way-companies = Все компании
error-way-data = Данные целиком

facets-narrowed = Отобрано:
facets-take-off = Снять этот фильтр
facets-narrow = Сузить список
facets-more = и ещё { $n }
facets-order = Порядок:
facets-deals-first = сначала с наибольшим числом сделок
facets-forms = Эта выборка целиком:
facets-cite = Сослаться на этот список и его источники:

pager-label = Страницы списка
pager-before = ← Назад
pager-after = Далее →
pager-search = Результаты: { $first }–{ $last } из { $total }
pager-countries = Страны: { $first }–{ $last } из { $total }
pager-companies = Компании: { $first }–{ $last } из { $total }
pager-agencies = Ведомства: { $first }–{ $last } из { $total }
pager-products = Продукты: { $first }–{ $last } из { $total }
pager-technologies = Технологии: { $first }–{ $last } из { $total }
pager-transfers = Записи: { $first }–{ $last } из { $total }
pager-relations = Связи: { $first }–{ $last } из { $total }
pager-incidents = Инциденты: { $first }–{ $last } из { $total }
pager-measures = Меры: { $first }–{ $last } из { $total }
pager-sources = Источники: { $first }–{ $last } из { $total }
pager-none-search = 0 результатов
pager-none-countries = 0 стран
pager-none-companies = 0 компаний
pager-none-agencies = 0 ведомств
pager-none-products = 0 продуктов
pager-none-technologies = 0 технологий
pager-none-transfers = 0 записей
pager-none-relations = 0 связей
pager-none-incidents = 0 инцидентов
pager-none-measures = 0 мер
pager-none-sources = 0 источников
pager-behind-search = Всего результатов: { $total }; эта страница идёт после последней
pager-behind-countries = Всего стран: { $total }; эта страница идёт после последней
pager-behind-companies = Всего компаний: { $total }; эта страница идёт после последней
pager-behind-agencies = Всего ведомств: { $total }; эта страница идёт после последней
pager-behind-products = Всего продуктов: { $total }; эта страница идёт после последней
pager-behind-technologies = Всего технологий: { $total }; эта страница идёт после последней
pager-behind-transfers = Всего записей: { $total }; эта страница идёт после последней
pager-behind-relations = Всего связей: { $total }; эта страница идёт после последней
pager-behind-incidents = Всего инцидентов: { $total }; эта страница идёт после последней
pager-behind-measures = Всего мер: { $total }; эта страница идёт после последней
pager-behind-sources = Всего источников: { $total }; эта страница идёт после последней

list-search = Поиск
list-narrowed = { $list } ({ $parts })
list-words = «{ $words }»
list-filter = { $facet }: { $value }
list-within = Слова в этом списке
list-look = Найти
list-empty = Записей не найдено. Это не свидетельствует о том, что ничего не было продано.
list-transfers-say = В этом списке: { $counts }. Лицензия — не сделка; они никогда не складываются.
list-countries-say = Страны, о которых есть хотя бы одна запись, по числу сделок, где страна — получатель. Сделки и лицензии считаются отдельно.
list-caption-countries = Страны на этой странице
list-caption-companies = Компании на этой странице
list-caption-agencies = Ведомства на этой странице
list-caption-products = Продукты на этой странице
list-caption-technologies = Технологии на этой странице
list-caption-transfers = Передачи на этой странице
list-caption-relations = Связи на этой странице
list-caption-incidents = Инциденты на этой странице
list-caption-measures = Меры на этой странице
list-caption-sources = Источники на этой странице
list-col-technology = Технология
list-col-sees = Что она позволяет увидеть
list-col-deals = Сделки
list-col-offers = Предложения, тендеры
list-col-licences = Выданные лицензии
list-col-refused = Отказы в лицензии
list-not-described = не описано
list-col-country = Страна
list-col-deals-to = Сделки: в эту страну
list-col-licences-to = Лицензии: в эту страну
list-col-deals-from = Сделки: из этой страны
list-col-licences-from = Лицензии: из этой страны
list-col-measures = Меры
list-col-incidents = Инциденты
list-col-companies = Компании

list-expect-length = { $n ->
    [one] не более { $n } знака
    [few] не более { $n } знаков
   *[many] не более { $n } знаков
}
list-expect-page = число от 1
list-expect-one = одно из значений: { $values }
list-expect-parameters = один из параметров: { $facets }, q, sort, page, data
list-expect-technology = идентификатор технологии
list-expect-company = идентификатор компании
list-expect-agency = идентификатор ведомства
list-expect-product = идентификатор продукта
list-expect-source = идентификатор источника
list-expect-country = код страны из двух строчных букв, например uz
list-expect-year = год из четырёх цифр или undated
list-expect-data = никаких параметров, кроме data — версии данных из постоянной ссылки

table-not-known = неизвестно

thing-claims = Сведения
thing-no-claim = Сведений здесь нет.
thing-sources = Источники

ending-heading = Взять с собой
ending-cite = Как сослаться
ending-plain = Ссылка простым текстом
ending-bibtex = Ссылка в формате BibTeX
ending-csl = Ссылка в формате CSL-JSON
ending-files = В виде файлов, с источниками этой страницы:
ending-permalink = Постоянная ссылка с версией данных:
