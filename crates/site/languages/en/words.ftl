# What closed lists, dates and numbers are called.

count-deals = { $n ->
    [one] { $n } deal
   *[other] { $n } deals
}
