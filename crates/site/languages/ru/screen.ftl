# Проверка имён: кто может иметься в виду под именем.

screen-heading = Проверка имён
screen-title = Проверка имён: есть ли это имя в данных?
screen-description = Ищет имя или список имён в любом написании и в любой письменности и называет основания.
screen-lead = Есть ли это имя в данных, в любом написании и в любой письменности, и насколько это надёжно? Имена ищутся здесь:

screen-version = версия { $version }
screen-data = данные <code>{ $hash }</code>
screen-not-held = в нём нет ничего того вида, о котором спрашивали, и поиск в нём не проводился
screen-locked = К другим спискам этого сервера обращаются по адресу <code>/api</code>, с ключом.

screen-private = То, о чём вы спрашиваете, передаётся в теле запроса, а не в его адресе; оно обрабатывается в памяти, и эта программа его не сохраняет и не записывает в журнал. Никакому кэшу не разрешено сохранять ответ. Тот, кто управляет этим сервером или находится между ним и вами, всё же может это увидеть: та же программа ищет имена и на вашем собственном компьютере.
screen-file-private = Файл читается в памяти, пока готовится ответ; ни он, ни его имя не сохраняются и не записываются в журнал.

screen-one = Одно имя
screen-another = Другое имя
screen-name = Имя или название
screen-country = Страна, если известна
screen-country-hint = код или английское название
screen-date = Дата рождения, основания или постройки, если известна
screen-date-hint = 1990, 1990-05 или 1990-05-17
screen-sort = Кто или что это
screen-look = Проверить
screen-several = Несколько имён
screen-list = Имена, по одному в строке, не более { $most }
screen-list-hint = если страна известна, она указывается после точки с запятой: Hacking Team; it
screen-look-all = Проверить все
screen-file = Файл
screen-file-kind = CSV со столбцом имён или текст, где в каждой строке одно имя
screen-file-hint = строк не более { $most }, килобайт не более { $kilobytes }; столбцы со страной, датой, видом лица или номерами распознаются по заголовкам на многих языках
screen-file-sort = Кто или что это

screen-sort-any = кто угодно или что угодно
screen-sort-company = компания
screen-sort-agency = ведомство или государственный орган
screen-sort-product = продукт
screen-sort-organization = организация любого рода
screen-sort-person = человек
screen-sort-vessel = судно
screen-sort-airplane = воздушное судно
screen-sort-wallet = кошелёк

screen-answer = Ответ
screen-nothing = Проверка не проводилась.
screen-no-match = Совпадений нет.
screen-none-reaches = Совпадений нет: есть похожие записи, но ни одна из них не достигает { $threshold }.
screen-match = Есть совпадение: одна из записей достигает { $threshold }.
screen-read = { $n ->
    [one] Прочитано { $n } имя.
    [few] Прочитано { $n } имени.
   *[many] Прочитано { $n } имён.
}
screen-of-these = Из них с совпадением ({ $threshold } или выше): { $matched }; с записью, которая достигает { $cutoff }: { $reaching }.
screen-left-out = Число показанных записей: не более { $each }, сначала самые вероятные; кроме них { $cutoff } достигают ещё { $more }.
screen-left-out-of-names = Число показанных записей на каждое имя: не более { $each }, сначала самые вероятные; кроме них { $cutoff } достигают ещё { $more }.
screen-no-reasons = При таком количестве имён основания не приводятся: чтобы увидеть их, спрашивайте о меньшем числе за один раз.
screen-score = Оценка показывает, насколько похожи запрос и запись. Это повод присмотреться, но никогда не доказательство: двое могут носить одно имя, а один — два.
screen-none = Записей не найдено
screen-none-means = Ни одна запись не достигает { $cutoff }. Это значит лишь, что ни одна запись в этих данных так не называется; в других списках поиск не проводился.
screen-wordless = Не проверено
screen-wordless-means = Нет ни одного слова, которое можно сравнить; ожидалось имя. Это не проверялось.
screen-how-read = Как был прочитан файл
screen-looked-in = Где проводился поиск
screen-algorithm = Алгоритм <code>best</code>; запись с оценкой от { $threshold } называется совпадением; записи с оценкой ниже { $cutoff } не показываются. Тот же вопрос к тем же данным даёт тот же ответ.

screen-entries = Записи, которые могут иметься в виду
screen-head-asked = Искомое имя
screen-head-entry = Запись
screen-head-score = Оценка
screen-head-called = Как это называется
screen-head-reasons = Основания
screen-called-match = совпадение
screen-called-below = ниже { $threshold }
screen-place = { $schema }, в списке «{ $list }»: { $id }

screen-compared = сравнено с «{ $name }»: { $detail }
screen-reason = { $reason } (вес { $weight })
screen-reason-identifier_match = один из идентификаторов совпадает
screen-reason-identifier_mismatch = идентификаторы одного вида различаются
screen-reason-date_match = даты совпадают в той мере, в какой они известны
screen-reason-date_mismatch = даты противоречат друг другу
screen-reason-country_match = есть общая страна
screen-reason-country_mismatch = общей страны нет
screen-reason-gender_match = пол совпадает
screen-reason-gender_mismatch = пол различается
screen-reason-address_match = в адресах есть общие слова

screen-columns = Использованные столбцы: { $columns }.
screen-remark = Строка { $line }: { $remark }.
screen-more-remarks = Ещё таких замечаний: { $more }.
screen-nameless = (строка { $line }, без имени)

screen-field-twice = Поле { $field } получено дважды, ожидалось один раз.
screen-field-unknown = Получено поле { $field }, ожидалось name, country, date, what или list.
screen-field-not-of-file = Получено поле { $field }, ожидалось file или what.
screen-not-whole = Получена неполная форма, ожидалась форма с файлом, отправленная как multipart/form-data.
screen-no-file = Файл не получен или пуст, ожидался файл с именами.
screen-no-files-here = Отправить файл здесь нельзя.
screen-rows-many = Получено строк: { $n }, ожидалось не более { $most }. Пожалуйста, спрашивайте по частям; проверка не проводилась.
screen-lines-many = Получено строк с именем: { $n }, ожидалось не более { $most }. Пожалуйста, спрашивайте по частям; проверка не проводилась.
screen-no-name-in-file = В файле нет ни одного имени, ожидалось по одному в каждой строке.
screen-no-name-in-list = В списке нет ни одного имени, ожидалось по одному в каждой строке.
screen-no-name = Имя не получено, ожидалось одно.
screen-name-and-list = Получены и имя, и список, ожидалось что-то одно.
screen-list-with-country = Получен список с одной страной или датой на всех, ожидался список без них. Страна отдельного имени указывается после него, через точку с запятой.
screen-sort-unknown = Кто или что это: получено { $found }, ожидалось одно из значений формы.
screen-country-unknown = Страна: получено «{ $found }», ожидался код, например uz, или английское название страны.
screen-date-unknown = Дата: получено «{ $found }», ожидался год, месяц или день, например 1990, 1990-05 или 1990-05-17.
screen-name-long = Получено слишком длинное имя, знаков в нём: { $n }, ожидалось не более { $most }.
screen-row-name-long = Строка { $line } файла: получено слишком длинное имя, знаков в нём: { $n }, ожидалось не более { $most }.
screen-line-name-long = Строка { $line } списка: получено слишком длинное имя, знаков в нём: { $n }, ожидалось не более { $most }.
screen-line-country-unknown = Строка { $line } списка: получено «{ $found }», ожидался код, например uz, или английское название страны.
