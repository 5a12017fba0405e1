//! Words inside personal names that are no names: titles, particles, marks of a patronymic.
//! `Our list.` Forms are those of [`sousveil_text::latin`].

/// Titles, honorifics, ranks and offices. They are no evidence for or against.
pub(super) const TITLES: &str = "mr | mrs | ms | miss | mister | sir | dame | lord | lady | dr | doctor | prof | professor | herr | frau | monsieur | mme | madame | mademoiselle | mlle | senor | senora | sr | sra | don | dona | signor | signora | pan | pani | gospodin | gospozha | gen | general | col | colonel | lt | lieutenant | capt | captain | maj | major | adm | admiral | brigadier | sgt | marshal | president | prasident | presidente | prezident | minister | ministr | prime | premier | king | queen | prince | princess | chairman | director | ambassador | judge | rev | reverend | father | fr | bishop | sheikh | shaikh | shaykh | sheik | cheikh | sayyid | sayed | seyyed | said al | hajj | haji | hadji | alhaj | hajji | mullah | mulla | maulawi | mawlawi | maulvi | molla | mufti | ayatollah | imam | qari | ustad | ustaz | emir | amir al | sultan al | bey | bay | bayan | hanim | efendi | pasha | khanum | agha al | esq | jr | junior | phd | md | mba | hon | honourable | honorable | nee | née | dipl | ing | mag | comandante | komandir | alias | aka | hazrat | datuk | tan sri | dato | tun | shri | smt | 先生 | 女士 | 氏 | 님 | 씨";

/// Titles that are also names: titles only where two other names are left.
pub(super) const ALSO_NAMES: &str = "sayyid | sayed | seyyed | haji | hadji | hajji | hajj | alhaj | shaikh | sheikh | shaykh | sheik | cheikh | king | prince | bishop | marshal | judge | major | pan | bay | bey | pasha | emir | imam | mufti | qari | mulla | mullah | molla | don | ing | mag | father | efendi | khanum | hon | tun";

/// Small words that belong to a name and are often left out or written onto it.
pub(super) const PARTICLES: &str = "al | el | ul | ur | ud | us | az | ar | as | ash | ad | ed | van | von | der | den | de | la | le | du | di | da | das | dos | do | del | della | dela | ter | ten | zu | zur | bin | ibn | ben | bint | binti | binte | bte | abu al | ould | wuld | y | e | i | af | av | st | santa | oglu | ogli | ogly | ugli | oglou | uly | uli | kyzy | kizi | qizi | gizi | qyzy | bat | of | the | and";

/// Words after (or, the last eight, before) which a father's name stands.
pub(super) const SONS: &str = "oglu | ogli | ogly | ugli | uly | uli | kyzy | kizi | qizi | gizi | qyzy | oglou";

/// Endings of Slavic patronymics in Latin letters.
pub(super) const PATRONYMICS: &[&str] = &[
    "ovich", "evich", "ovych", "evych", "yevich", "ovitch", "evitch", "ovic", "evic", "ovna", "evna", "ivna", "yevna",
    "ichna", "inichna", "iyovych", "owitsch", "ewitsch", "avich", "awna",
];
