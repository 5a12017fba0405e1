//! What is told of a file besides what indicators fit: its form, what one should ask about, what could not be read.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString};

/// The form of a file, as far as something depends on it here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Display, EnumString, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Form {
    /// A message as it travels (RFC 5322).
    Mail,
    /// Many of them, one after the other (RFC 4155).
    Mailbox,
    /// A compound file: an Outlook message, an office document of before 2007, a package of Windows Installer.
    Compound,
    /// A ZIP archive, which office documents and Android packages are, too.
    Zip,
    /// One file that was packed by gzip.
    Gzip,
    /// A tar archive.
    Tar,
    /// Archives and packed files that are not unpacked: RAR, 7z, xz, bzip2, zstd, CAB, ACE.
    OtherArchive,
    /// An image of a disk.
    DiskImage,
    /// A database of SQLite: browsers and messengers keep their history in one.
    Sqlite,
    /// A page.
    Html,
    /// A document in RTF.
    Rtf,
    /// A document in PDF.
    Pdf,
    /// A program of Windows, Linux, macOS, Android or Java.
    Program,
    /// A script with a line that says what runs it.
    Script,
    /// A shortcut of Windows, which runs what it points to.
    Shortcut,
    /// A picture, a sound, a film, a typeface.
    Media,
    /// Plain text, also tables, logs and JSON.
    Text,
    /// Anything else.
    Other,
    /// Nothing at all.
    Empty,
}

impl Form {
    /// Whether it runs when somebody opens it.
    pub fn runs(self) -> bool {
        matches!(self, Self::Program | Self::Script | Self::Shortcut)
    }
}

/// What one should ask about: honest mail has it as well, and none of it shows that somebody was attacked.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case")]
pub enum Ask {
    /// It runs when it is opened, and has the name of a document or picture.
    RunsAsDocument {
        /// Its name.
        name: String,
    },
    /// Somebody sent a thing that runs when it is opened.
    Runs {
        /// Its name.
        name: String,
    },
    /// A name that shows another ending than it has, where systems hide the last one.
    DoubleExtension {
        /// The name.
        name: String,
    },
    /// A name with marks that turn the direction of writing: its end may stand in the middle.
    RightToLeft {
        /// The name.
        name: String,
    },
    /// An archive that nobody can look into on the way.
    EncryptedArchive {
        /// Whether the message with it speaks of a password.
        password: bool,
    },
    /// A document with a program in it.
    Macro,
    /// A document that fetches a part of itself from elsewhere when it is opened.
    RemotePart {
        /// From where.
        target: String,
    },
    /// A link that shows one host and leads to another.
    LinkText {
        /// What it shows.
        text: String,
        /// Where it leads.
        target: String,
    },
    /// An attached page with a program in it.
    HtmlScript,
    /// A sender who calls himself by the address or host of another.
    SenderName {
        /// What he calls himself.
        name: String,
        /// The address that it came from.
        address: String,
    },
    /// A site whose name looks like that of another ([`crate::Sites`]).
    LookAlike {
        /// Its name.
        host: String,
        /// The one that it looks like.
        like: String,
        /// Whose that is.
        whose: String,
    },
    /// The server that took it in could not confirm who sent it.
    Authentication {
        /// The server that says so.
        by: String,
        /// What it found, in its words.
        results: String,
    },
    /// A rule of YARA fits it that the asker gave.
    Rule {
        /// What it is called.
        rule: String,
        /// The file in which it stands.
        file: String,
        /// What it says of itself, such as a description and a report; empty where it says nothing.
        says: String,
    },
}

/// What could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "unread", rename_all = "snake_case")]
pub enum Unread {
    /// Nothing here reads this form: fingerprints and name alone were compared.
    Form {
        /// Which.
        form: Form,
    },
    /// Only letters that stand in it openly were looked through.
    OpenLetters {
        /// Of what.
        form: Form,
    },
    /// It is not whole, or not what it seems to be.
    Damaged {
        /// What its reader says.
        why: String,
    },
    /// It is locked by a password.
    Encrypted,
    /// It has more bytes than are read: its fingerprints and as many from its start were compared.
    TooLong {
        /// How many are read.
        most: u64,
    },
    /// It lies deeper than is looked.
    TooDeep,
    /// There are more parts, or they are larger, than are unpacked.
    TooMuch,
    /// A rule of YARA that can be held against nothing here: it needs a module that is not in this program.
    RuleLeftOut {
        /// What it is called.
        rule: String,
    },
    /// Rules of YARA took too long, so that none was held against it, or against some of its parts.
    RulesTooSlow,
    /// It has more bytes than are held: no rule of YARA was held against it as a whole.
    RulesTooLong {
        /// How many are held.
        most: u64,
    },
    /// It is written in letters of an unknown encoding: names in other scripts may have been missed.
    Encoding,
}
