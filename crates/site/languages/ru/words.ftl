count-deals = { $n ->
    [one] { $n } сделка
    [few] { $n } сделки
   *[many] { $n } сделок
}
