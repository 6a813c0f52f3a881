//! Dates of publication as sources state them, made ISO 8601.

use std::sync::LazyLock;

use regex::Regex;

use crate::base::PartialDate;

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    // \d of Unicode would make it a hundred times as large.
    Regex::new(
        r"^[^0-9０-９]{0,8}((?:19|20)[0-9]{2})(?:[-/.年]?([0-9]{1,2})(?:[-/.月]?([0-9]{1,2}))?)?",
    )
    .expect("a correct pattern")
});

/// The date at the beginning of `2018-05-31T08:30:00+08:00`, `2018/5/31 08:30`, `20180531`,
/// `2018年5月31日`, `2018-05`; nothing if the calendar does not have it.
pub(super) fn iso(stated: &str) -> Option<String> {
    let parts = DATE.captures(stated.trim())?;
    let number = |i: usize| parts.get(i).and_then(|m| m.as_str().parse::<i16>().ok());
    let small = |i: usize| number(i).map(|n| n as i8);
    PartialDate::new(number(1), small(2), small(3)).map(|date| date.to_string())
}

#[cfg(test)]
mod tests {
    use super::iso;

    #[test]
    fn dates_of_many_forms_become_iso() {
        for stated in [
            "2018-05-31T08:30:00+08:00",
            "2018/5/31 08:30",
            "20180531083000",
            "2018年5月31日",
            "发布时间：2018-05-31",
        ] {
            assert_eq!(iso(stated).as_deref(), Some("2018-05-31"), "{stated}");
        }
        assert_eq!(iso("2018年5月").as_deref(), Some("2018-05"));
        assert_eq!(iso("昨天"), None);
        assert_eq!(iso("2018-13-01"), None);
    }
}
