//! The report as one page that needs nothing else: to read, to print, to keep.

use askama::Template;

use super::{LIMITS, Report};
use crate::rules::words::NO_ADVICE;

#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    report: &'a Report,
    limits: [&'a str; 5],
    no_advice: &'a str,
}

impl Report {
    /// As a page of HTML without script, pictures or anything from elsewhere.
    ///
    /// # Errors
    ///
    /// Where there is no memory for it.
    pub fn html(&self) -> Result<String, crate::Error> {
        let page = Page { report: self, limits: LIMITS, no_advice: NO_ADVICE };
        page.render().map_err(|error| crate::Error::Write(std::io::Error::other(error)))
    }
}
