//! From what a deadline says to its days: years are completed from the day on which it is
//! set, and what no calendar tells is left open.

use jiff::civil::Date;

use crate::base::PartialDate;

/// First and last day of a deadline, as far as they are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Interval {
    pub start: Option<PartialDate>,
    pub end: Option<PartialDate>,
}

/// The year of a deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Year {
    /// As said or as reckoned (明年).
    Known(i16),
    /// Not said: the first such day that is still to come.
    Open,
    /// Said (今年), but the article does not tell which year that is.
    Untold,
}

/// Reckons from the day on which something is demanded.
#[derive(Clone, Copy, Debug)]
pub(super) struct Calendar {
    /// The day of the meeting or of publication, as far as it is known.
    pub today: Option<PartialDate>,
}

/// Farther ahead than this, in days, a day without a year has more likely just passed.
const FARTHEST: i32 = 300;

impl Calendar {
    /// The year that a word names: `2018`, 今, 本, 当, 明, 后; none is open.
    pub fn year(self, word: Option<&str>) -> Year {
        let Some(word) = word else {
            return Year::Open;
        };
        if let Ok(year) = word.parse() {
            return Year::Known(year);
        }
        let ahead = match word {
            "明" => 1,
            "后" => 2,
            _ => 0,
        };
        match self.today.and_then(|t| t.year) {
            Some(year) => Year::Known(year + ahead),
            None if ahead == 0 => Year::Open,
            None => Year::Untold,
        }
    }

    /// Whether a day lies before today.
    pub fn is_past(self, day: PartialDate) -> bool {
        match (whole(day), self.today.and_then(first_of)) {
            (Some(day), Some(today)) => day < today,
            _ => false,
        }
    }

    /// A day; day 0 is the month's last.
    pub fn day(self, year: Year, month: i8, day: i8) -> Option<PartialDate> {
        let of = |year: Option<i16>| {
            let last = || last_day(year, month);
            PartialDate::new(
                year,
                Some(month),
                if day == 0 { Some(last()?) } else { Some(day) },
            )
        };
        let today = match year {
            Year::Known(year) => return of(Some(year)),
            Year::Untold => return None,
            Year::Open => self.today,
        };
        let Some(this) = today.and_then(|t| t.year) else {
            return of(None);
        };
        let at = of(Some(this))?;
        let Some(today) = today.and_then(first_of) else {
            return Some(at);
        };
        if whole(at)? >= today {
            return Some(at);
        }
        let next = of(Some(this + 1))?;
        let ahead = today.until(whole(next)?).ok()?.get_days();
        Some(if ahead <= FARTHEST { next } else { at })
    }

    /// The months from one to another, whole.
    pub fn months(self, year: Year, from: i8, to: i8) -> Interval {
        self.span(year, (from, 1), (to, 0))
    }

    /// A period within a year, by month and day.
    pub fn span(self, year: Year, from: (i8, i8), to: (i8, i8)) -> Interval {
        let end = self.day(year, to.0, to.1);
        let start = end.and_then(|end| PartialDate::new(end.year, Some(from.0), Some(from.1)));
        Interval { start, end }
    }

    /// The day before a month's day: 10月前 is met by 30 September.
    pub fn before(self, year: Year, month: i8, day: i8) -> Option<PartialDate> {
        let at = self.day(year, month, day)?;
        match whole(at) {
            Some(date) => partial(date.yesterday().ok()?),
            None if day > 1 => PartialDate::new(None, Some(month), Some(day - 1)),
            None if month == 1 => PartialDate::new(None, Some(12), Some(31)),
            None => PartialDate::new(None, Some(month - 1), Some(last_day(None, month - 1)?)),
        }
    }

    /// The month that is `ahead` months from today's, with its year where that is known.
    pub fn month(self, ahead: i8) -> Option<(Year, i8)> {
        let today = self.today?;
        let month = today.month? + ahead;
        let year = match today.year {
            Some(year) => Year::Known(year + i16::from(month > 12)),
            None if month > 12 => Year::Untold,
            None => Year::Open,
        };
        Some((year, (month - 1) % 12 + 1))
    }

    /// A day of this month, where it is still to come.
    pub fn day_of_this_month(self, day: i8) -> Option<PartialDate> {
        let today = self.today?;
        let at = PartialDate::new(today.year, today.month, Some(day))?;
        (day >= today.day?).then_some(at)
    }

    /// A day of the week (1 is Monday), `weeks` from this one.
    pub fn weekday(self, weeks: i64, weekday: i8) -> Option<PartialDate> {
        let today = self.today.and_then(whole)?;
        let monday = i64::from(today.weekday().to_monday_zero_offset());
        let days = weeks * 7 + i64::from(weekday) - 1 - monday;
        self.ahead(days).filter(|_| days >= 0)
    }

    /// The day some days from today.
    pub fn ahead(self, days: i64) -> Option<PartialDate> {
        let today = self.today.and_then(whole)?;
        let span = jiff::Span::new().try_days(days).ok()?;
        partial(today.checked_add(span).ok()?)
    }
}

fn whole(date: PartialDate) -> Option<Date> {
    Date::new(date.year?, date.month?, date.day?).ok()
}

/// The first day that a date can mean, of those with a month.
fn first_of(date: PartialDate) -> Option<Date> {
    Date::new(date.year?, date.month?, date.day.unwrap_or(1)).ok()
}

fn partial(date: Date) -> Option<PartialDate> {
    PartialDate::new(Some(date.year()), Some(date.month()), Some(date.day()))
}

/// Number of days of a month; of February not without the year.
fn last_day(year: Option<i16>, month: i8) -> Option<i8> {
    if year.is_none() && month == 2 {
        return None;
    }
    let first = Date::new(year.unwrap_or(2001), month, 1).ok()?;
    Some(first.days_in_month())
}
