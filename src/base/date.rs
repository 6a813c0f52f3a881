//! Dates as the text gives them: partial by nature.

use std::fmt;
use std::str::FromStr;

/// A date of which the text may leave out the year, the day, or both month and day.
///
/// Written `2018-05-29`, `--05-29` (no year), `2018-05`, `2018`, as in ISO 8601 and the
/// XML Schema types `xsd:date`, `xsd:gMonthDay`, `xsd:gYearMonth`, `xsd:gYear`.
///
/// ```
/// use zhengmai::base::PartialDate;
/// let date: PartialDate = "--05-29".parse().unwrap();
/// assert_eq!(date.with_year(2018).to_string(), "2018-05-29");
/// assert!("--13-01".parse::<PartialDate>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    /// Four digits, 1–9999.
    pub year: Option<i16>,
    /// 1–12.
    pub month: Option<i8>,
    /// 1–31, and one that the month has.
    pub day: Option<i8>,
}

impl PartialDate {
    /// Makes a date if the calendar has it (29 February is allowed without a year).
    pub fn new(year: Option<i16>, month: Option<i8>, day: Option<i8>) -> Option<Self> {
        if month.is_none() && (day.is_some() || year.is_none()) {
            return None;
        }
        if year.is_none() && day.is_none() {
            return None;
        }
        jiff::civil::Date::new(year.unwrap_or(2000), month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        if year.is_some_and(|y| y < 1) {
            return None;
        }
        Some(Self { year, month, day })
    }

    /// The same date in a given year; unchanged if the year is known, or if the result
    /// would be 29 February of a common year.
    #[must_use]
    pub fn with_year(self, year: i16) -> Self {
        match self.year {
            Some(_) => self,
            None => Self::new(Some(year), self.month, self.day).unwrap_or(self),
        }
    }

    /// Whether year, month and day are known.
    #[must_use]
    pub fn is_full(self) -> bool {
        self.year.is_some() && self.month.is_some() && self.day.is_some()
    }

    /// The day so many days later; nothing where the date is partial or the calendar ends.
    ///
    /// ```
    /// use zhengmai::base::PartialDate;
    /// let date: PartialDate = "2018-12-30".parse().unwrap();
    /// assert_eq!(date.plus_days(3).unwrap().to_string(), "2019-01-02");
    /// ```
    #[must_use]
    pub fn plus_days(self, days: i64) -> Option<Self> {
        let date = jiff::civil::Date::new(self.year?, self.month?, self.day?).ok()?;
        let later = date.checked_add(jiff::Span::new().days(days)).ok()?;
        Self::new(Some(later.year()), Some(later.month()), Some(later.day()))
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.year, self.month, self.day) {
            (Some(y), Some(m), Some(d)) => write!(f, "{y:04}-{m:02}-{d:02}"),
            (None, Some(m), Some(d)) => write!(f, "--{m:02}-{d:02}"),
            (Some(y), Some(m), None) => write!(f, "{y:04}-{m:02}"),
            (Some(y), None, None) => write!(f, "{y:04}"),
            _ => unreachable!("PartialDate::new refuses this combination"),
        }
    }
}

/// The text is none of `YYYY-MM-DD`, `--MM-DD`, `YYYY-MM`, `YYYY`.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a date: write YYYY-MM-DD, --MM-DD, YYYY-MM or YYYY")]
pub struct DateError(String);

impl FromStr for PartialDate {
    type Err = DateError;

    fn from_str(s: &str) -> Result<Self, DateError> {
        let error = || DateError(s.to_owned());
        let (year, rest) = match s.strip_prefix("--") {
            Some(rest) => (None, Some(rest)),
            None => match s.split_once('-') {
                Some((year, rest)) => (Some(year), Some(rest)),
                None => (Some(s), None),
            },
        };
        let number = |part: &str, digits: usize| -> Result<i16, DateError> {
            if part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()) {
                part.parse().map_err(|_| error())
            } else {
                Err(error())
            }
        };
        let year = year.map(|y| number(y, 4)).transpose()?;
        let (month, day) = match rest.map(|r| r.split_once('-').unwrap_or((r, ""))) {
            None => (None, None),
            Some((month, "")) => (Some(number(month, 2)? as i8), None),
            Some((month, day)) => (Some(number(month, 2)? as i8), Some(number(day, 2)? as i8)),
        };
        Self::new(year, month, day).ok_or_else(error)
    }
}
