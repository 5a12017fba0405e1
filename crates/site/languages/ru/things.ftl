# Страницы отдельных объектов: ведомств, продуктов, источников, инцидентов, связей, мер, передач, а также сведений.

thing-country = Страна
thing-kind = Вид
thing-confidence = Достоверность
thing-not-known = неизвестно
thing-network = Сеть
thing-network-drawn = кто с этим связан, на схеме
thing-transfers = Записанные сделки и предложения
thing-how-sure = Достоверность: { $list }.
thing-licences = Экспортные лицензии
thing-licence-decisions = Решения по экспортным лицензиям
thing-sought = { $what } «{ $id }»
thing-page-sought = страница для { $schema }

agency-kind = Ведомство
agency-forms = Все передачи этому ведомству целиком:
agency-part-of = Входит в состав
agency-deals = Сделки и предложения: всего { $n }, сначала новые
agency-no-transfers = Ни одной не записано; это не свидетельствует о том, что их не было.
agency-parts = Подразделения
agency-bodies = Органы, которые входят в его состав

product-kind = Продукт
product-forms = Передачи этого продукта целиком:
product-maker = Производитель
product-technology = Технология
product-can-see = Что позволяет увидеть такая технология
product-offered = Предлагался
product-deals = Сделки и предложения с ним: всего { $n }, сначала новые
product-no-transfers = Ни одной, где назван этот продукт, не записано.
product-incidents = Задокументированные инциденты
product-no-incidents = Ни одного не записано.

source-kind = Источник
source-forms = Всё, что на нём основано, целиком:
source-as-files = В виде файлов:
source-citing = Перепечатки, наборы данных и работы, которые на него ссылаются
source-entries = { $n ->
    [one] { $n } запись со сведениями, основанными на этом источнике
    [few] { $n } записи со сведениями, основанными на этом источнике
   *[many] { $n } записей со сведениями, основанными на этом источнике
}
source-entry = Запись
source-what-it-is = Что это
source-whole-list = Весь список
source-rests = Что на нём основано
source-nothing-rests = На нём ничего не основано.
source-cited-by = Кто на него ссылается

incident-kind = Инцидент
incident-forms = Этот инцидент:
incident-date = Дата
incident-operator = Предполагаемый оператор
incident-product = Продукт
incident-supplier = Поставщик технологии
incident-aimed-at = Против кого направлен

relation-kind = Связь между компаниями
relation-forms = Эта связь:
relation-from = От кого
relation-to = К кому
relation-when = Когда

measure-kind = Мера
measure-forms = Эта мера:
measure-unchecked = Эта мера не сверена с источником.
measure-issuer = Кто ввёл
measure-whom = Кого обязывает
measure-aimed-at = На кого или на что направлена
measure-effect = Действие
measure-period = Записанный период
measure-checked = Сверено с источником

transfer-kind = Передача
transfer-kind-licence = Решение по экспортной лицензии
transfer-forms = Эта передача:
transfer-about = Передача: { $caption }. Стадия: { $stage }. Достоверность: { $confidence }.
transfer-about-licence = Решение по экспортной лицензии: { $caption }. Стадия: { $stage }. Достоверность: { $confidence }.
transfer-stage = Стадия
transfer-licence-permits = Лицензия разрешает экспорт; из неё не следует, что что-либо было продано.
transfer-existence = Сведение и свидетельства
transfer-when = Когда
transfer-rests-on = На чём основано
transfer-rests-on-sources = { $sources }; перепечатки одной публикации учтены один раз
transfer-taken-from = Откуда взято
transfer-origin = { $title }, идентификатор там: { $id }
transfer-can-see = Что позволяет увидеть эта технология
transfer-not-described = не описано
transfer-way = Что стояло на пути этой передачи
transfer-report-print = Отчёт для печати
transfer-report-xlsx = Отчёт в формате XLSX
transfer-gap = Что остановил бы другой список стран
transfer-as-json = То же в формате JSON
transfer-claims = Сведения
transfer-sources = Источники
transfer-changes = Что изменилось
transfer-merged = Запись { $old } объединена с этой { $date }: { $reason }

claim-kind = Сведение
claim-forms = Это сведение:
claim-sought = сведение «{ $id }»
claim-licence-granted = { $sure ->
    [confirmed] Подтверждено, что экспортная лицензия <a>{ $name }</a> была выдана.
    [reported] Сообщается, что экспортная лицензия <a>{ $name }</a> была выдана.
    [alleged] Утверждается, что экспортная лицензия <a>{ $name }</a> была выдана.
    [disputed] Оспаривается, что экспортная лицензия <a>{ $name }</a> была выдана.
   *[unknown] Записано (без свидетельств, которым присвоена степень), что экспортная лицензия <a>{ $name }</a> была выдана.
}
claim-licence-refused = { $sure ->
    [confirmed] Подтверждено, что в экспортной лицензии <a>{ $name }</a> было отказано.
    [reported] Сообщается, что в экспортной лицензии <a>{ $name }</a> было отказано.
    [alleged] Утверждается, что в экспортной лицензии <a>{ $name }</a> было отказано.
    [disputed] Оспаривается, что в экспортной лицензии <a>{ $name }</a> было отказано.
   *[unknown] Записано (без свидетельств, которым присвоена степень), что в экспортной лицензии <a>{ $name }</a> было отказано.
}
claim-offer-made = { $sure ->
    [confirmed] Подтверждено, что предложение <a>{ $name }</a> было сделано.
    [reported] Сообщается, что предложение <a>{ $name }</a> было сделано.
    [alleged] Утверждается, что предложение <a>{ $name }</a> было сделано.
    [disputed] Оспаривается, что предложение <a>{ $name }</a> было сделано.
   *[unknown] Записано (без свидетельств, которым присвоена степень), что предложение <a>{ $name }</a> было сделано.
}
claim-transfer-took-place = { $sure ->
    [confirmed] Подтверждено, что передача <a>{ $name }</a> состоялась.
    [reported] Сообщается, что передача <a>{ $name }</a> состоялась.
    [alleged] Утверждается, что передача <a>{ $name }</a> состоялась.
    [disputed] Оспаривается, что передача <a>{ $name }</a> состоялась.
   *[unknown] Записано (без свидетельств, которым присвоена степень), что передача <a>{ $name }</a> состоялась.
}
claim-incident-happened = { $sure ->
    [confirmed] Подтверждено, что инцидент <a>{ $name }</a> произошёл.
    [reported] Сообщается, что инцидент <a>{ $name }</a> произошёл.
    [alleged] Утверждается, что инцидент <a>{ $name }</a> произошёл.
    [disputed] Оспаривается, что инцидент <a>{ $name }</a> произошёл.
   *[unknown] Записано (без свидетельств, которым присвоена степень), что инцидент <a>{ $name }</a> произошёл.
}
claim-thing-exists = { $sure ->
    [confirmed] Подтверждено, что { $noun } <a>{ $name }</a> существует.
    [reported] Сообщается, что { $noun } <a>{ $name }</a> существует.
    [alleged] Утверждается, что { $noun } <a>{ $name }</a> существует.
    [disputed] Оспаривается, что { $noun } <a>{ $name }</a> существует.
   *[unknown] Записано (без свидетельств, которым присвоена степень), что { $noun } <a>{ $name }</a> существует.
}
claim-property-of = <a>{ $name }</a>, свойство «{ $property }»
claim-how-it-follows = Как это следует из свидетельств
claim-evidence = Свидетельства
claim-no-evidence = Свидетельств к этому сведению здесь нет.
claim-contradicts = Противоречит:
claim-judged = По суждению составителей:
claim-supports = В пользу:
claim-source-missing = { $id } (этого источника в данных нет)
claim-judgement = Суждение составителей
claim-no-quotation = Цитаты к этому сведению здесь нет.
claim-source-writes = В источнике написано:
claim-where-in-it = Место в источнике
claim-grade = Степень этого свидетельства
claim-not-graded = степень не присвоена
claim-publisher = Издатель
claim-published = Дата публикации
claim-address = Адрес
claim-archived = Архивная копия
claim-none-recorded = не записана
claim-opened = Открыто составителями
claim-opened-yes = да
claim-opened-no = нет: его содержание изложено по другим источникам
claim-dataset-citing = Набор данных, ссылается на
claim-repost-of = Перепечатка, оригинал
claim-cites = Ссылается на
claim-cite = Сослаться на этот источник
claim-citation = Библиографическая ссылка на источник
claim-others = Другие значения
claim-rivals = Другие значения того же свойства
claim-value = Значение
claim-link = сведение
claim-history = История
claim-no-change = Изменений этой записи с момента её создания не записано.
claim-statement = В виде утверждения (statement) FollowTheMoney: <code>{ $statement }</code>
