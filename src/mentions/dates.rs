//! Dates: 2018年5月29日, 5月29日, 八月二十一日, 2019-09-04, 18日下午, 今天, 昨日.

use std::sync::LazyLock;

use super::{Kind, Mention};
use crate::base::{PartialDate, Span};
use crate::text::{Gate, ParagraphKind, Text};

/// What a date says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Said {
    /// Month and day, perhaps with the year.
    Date {
        year: Option<i16>,
        month: Option<i16>,
        day: Option<i16>,
    },
    /// A day of a month that is not told: 18日下午.
    Day(i16),
    /// 今天, 昨日.
    Word(&'static str),
}

const WORDS: [&str; 9] = [
    "今天", "今日", "昨天", "昨日", "前天", "当天", "当日", "当晚", "同日",
];

/// What follows 18日 where it is a date.
const BEHIND_DAY: [&str; 20] = [
    "上午", "下午", "晚", "凌晨", "中午", "清晨", "傍晚", "夜", "电", "讯", "至", "，", "在",
    "召开", "主持", "组织", "举行", "开幕", "出席", "赴",
];

const NUMERALS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/// The dates of a line and where each begins and ends, from left to right. They are searched
/// only where digits stand, or numerals and words of days where the line holds such.
fn dates_in(text: &Text, span: Span) -> impl Iterator<Item = (usize, usize, Said)> {
    static GATE: LazyLock<Gate> = LazyLock::new(|| {
        let months = NUMERALS.map(|numeral| format!("{numeral}月"));
        Gate::new(WORDS.map(str::to_owned).into_iter().chain(months))
    });
    let line = text.str(span);
    let digits = text.marks(span).filter(|(_, c)| c.is_ascii_digit());
    let mut starts: Vec<usize> = digits.map(|(at, _)| at - span.start()).collect();
    if text.may_hold(span, &GATE) {
        let opens =
            |c: char| matches!(c, '今' | '昨' | '前' | '当' | '同') || NUMERALS.contains(&c);
        let words = line.char_indices().filter(|(_, c)| opens(*c));
        starts.extend(words.map(|(at, _)| at));
        starts.sort_unstable();
    }
    let mut from = 0;
    starts.into_iter().filter_map(move |at| {
        let (said, length) = (at >= from).then(|| date(&line[at..])).flatten()?;
        from = at + length;
        Some((at, from, said))
    })
}

/// The date that a string begins with, and its length.
fn date(s: &str) -> Option<(Said, usize)> {
    let read = |said, rest: &str| Some((said, s.len() - rest.len()));
    let marks = ['-', '/', '.'];
    let Some((number, rest)) = digits(s, 4) else {
        if let Some(word) = WORDS.into_iter().find(|word| s.starts_with(word)) {
            return Some((Said::Word(word), word.len()));
        }
        let (month, rest) = numerals(s, 2)?;
        let (day, rest) = numerals(rest.strip_prefix('月')?, 3)?;
        let year = None;
        return read(Said::Date { year, month, day }, rest.strip_prefix('日')?);
    };
    let year = (1900..2100).contains(&number).then_some(number);
    if year.is_some()
        && let Some(rest) = rest.strip_prefix(marks)
    {
        let (month, rest) = digits(rest, 2)?;
        let (day, rest) = digits(rest.strip_prefix(marks)?, 2)?;
        let (month, day) = (Some(month), Some(day));
        return read(Said::Date { year, month, day }, rest);
    }
    let (year, rest) = match year.and_then(|_| rest.strip_prefix('年')) {
        Some(rest) => (year, rest.strip_prefix(char::is_whitespace).unwrap_or(rest)),
        None => (None, s),
    };
    let (number, rest) = digits(rest, 2)?;
    // 21.01.2019, as some sites print the day of publication.
    if year.is_none()
        && let Some((month, rest)) = rest.strip_prefix('.').and_then(|r| digits(r, 2))
        && let Some((year, rest)) = rest.strip_prefix('.').and_then(|r| digits(r, 4))
        && (1900..2100).contains(&year)
    {
        let (year, month, day) = (Some(year), Some(month), Some(number));
        return read(Said::Date { year, month, day }, rest);
    }
    if let Some(rest) = rest.strip_prefix('月') {
        let (day, rest) = digits(rest, 2)?;
        let (month, day) = (Some(number), Some(day));
        return read(
            Said::Date { year, month, day },
            rest.strip_prefix(['日', '号'])?,
        );
    }
    let rest = rest.strip_prefix('日').filter(|_| year.is_none())?;
    let bare = BEHIND_DAY.iter().any(|word| rest.starts_with(word));
    bare.then(|| read(Said::Day(number), rest)).flatten()
}

/// The number that up to so many digits at the front of a string make, and what follows.
fn digits(s: &str, most: usize) -> Option<(i16, &str)> {
    let count = s.bytes().take(most).take_while(u8::is_ascii_digit).count();
    let (number, rest) = s.split_at(count);
    Some((number.parse().ok()?, rest))
}

/// The same for numerals; none where they make no number.
fn numerals(s: &str, most: usize) -> Option<(Option<i16>, &str)> {
    let count = s
        .chars()
        .take(most)
        .take_while(|c| NUMERALS.contains(c))
        .count();
    let (number, rest) = s.split_at(count * '一'.len_utf8());
    (count > 0).then(|| (spelt_number(number), rest))
}

/// Finds dates in title, body and credit lines; `value` is partial ISO 8601.
///
/// A bare day (18日) takes month and year of the date before it; 今天 and 昨天 count
/// from the date of publication, where the text or its source states one. What stays
/// without a month is left out.
///
/// ```
/// use zhengmai::{ingest::Article, mentions::dates, text::Text};
/// let text = Text::new(&Article::new("简讯\n6月13日至15日，检查组赴海北州。14日下午，检查组召开座谈会。"));
/// let dates: Vec<_> = dates::recognise(&text, None).into_iter().map(|m| m.value).collect();
/// assert_eq!(dates, ["--06-13", "--06-14"]);
/// ```
pub fn recognise(text: &Text, published: Option<PartialDate>) -> Vec<Mention> {
    let mut out: Vec<Mention> = Vec::new();
    let mut last = published;
    let mut named = false;
    for paragraph in text
        .paragraphs
        .iter()
        .filter(|p| p.kind != ParagraphKind::Boilerplate)
    {
        for (start, end, said) in dates_in(text, paragraph.span) {
            // 10日至12日: the first day is the date.
            let line = text.str(paragraph.span);
            if matches!(said, Said::Day(_))
                && ["至", "到", "-", "—", "～", "~"]
                    .iter()
                    .any(|w| line[..start].ends_with(w))
            {
                continue;
            }
            let small = |n: Option<i16>| n.and_then(|n| i8::try_from(n).ok());
            let date = match said {
                Said::Day(day) => last
                    .filter(|_| named)
                    .and_then(|l| PartialDate::new(l.year, l.month, small(Some(day))))
                    .filter(|d| !goes_back(*d, last, published, day))
                    .or_else(|| bare_day(published, day)),
                Said::Word(word) => relative(word, published, last),
                Said::Date { year, month, day } => PartialDate::new(year, small(month), small(day)),
            };
            let Some(date) = date else { continue };
            last = Some(date);
            named = true;
            out.push(Mention {
                span: Span::new(start, end).shift(paragraph.span.start()),
                kind: Kind::Date,
                value: date.to_string(),
                rule: "date",
            });
        }
    }
    out
}

/// Whether a bare day would lie before the date named last in that one's month, but lies between
/// it and the day of publication in the next: 5月30日…。1日下午….
fn goes_back(
    read: PartialDate,
    last: Option<PartialDate>,
    published: Option<PartialDate>,
    day: i16,
) -> bool {
    let place = |d: PartialDate| Some((d.month?, d.day?));
    let (Some(read), Some(last)) = (place(read), last.and_then(place)) else {
        return false;
    };
    let seen = bare_day(published, day).and_then(place);
    seen.is_some_and(|seen| read < last && (seen > last || last.0 == 12 && seen.0 == 1))
}

/// A bare day, seen from the day of publication: of its month, or of the month before.
fn bare_day(published: Option<PartialDate>, day: i16) -> Option<PartialDate> {
    let published = published?;
    let day = i8::try_from(day).ok();
    let (year, month) = match published.month {
        Some(month) if published.day < day => match month - 1 {
            0 => (published.year.map(|y| y - 1), Some(12)),
            before => (published.year, Some(before)),
        },
        month => (published.year, month),
    };
    PartialDate::new(year, month, day)
}

/// 二十一 → 21.
fn spelt_number(word: &str) -> Option<i16> {
    const DIGITS: [char; 9] = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let value = |digit: char| {
        DIGITS
            .iter()
            .position(|d| *d == digit)
            .map(|i| i as i16 + 1)
    };
    match word.split_once('十') {
        Some((tens, ones)) => {
            let tens = tens.chars().next().map_or(Some(1), value)?;
            let ones = ones.chars().next().map_or(Some(0), value)?;
            Some(tens * 10 + ones)
        }
        None => value(word.chars().next()?),
    }
}

/// 今天 is the day of publication, 昨天 the day before; 当天 the date named last.
fn relative(
    word: &str,
    published: Option<PartialDate>,
    last: Option<PartialDate>,
) -> Option<PartialDate> {
    let days = match word {
        "今天" | "今日" => 0,
        "昨天" | "昨日" => 1,
        "前天" => 2,
        _ => return last.filter(|l| l.day.is_some()),
    };
    let from = published.or(last).filter(|d| d.day.is_some())?;
    if days == 0 {
        return Some(from);
    }
    let date = jiff::civil::Date::new(from.year?, from.month?, from.day?).ok()?;
    let date = date.checked_sub(jiff::Span::new().days(days)).ok()?;
    PartialDate::new(Some(date.year()), Some(date.month()), Some(date.day()))
}

/// The day of publication that the text itself states: in a credit line, else in a
/// dateline of the form （2023年07月19日 …版） or 日报 2022年8月26日.
///
/// ```
/// use zhengmai::{ingest::Article, mentions::dates, text::Text};
/// let article = Article::new("海伦市召开现场会\n2019-09-04 08:30  来源：海伦融媒\n9月3日，海伦市召开现场会，副市长出席。");
/// assert_eq!(dates::published(&Text::new(&article)).unwrap().to_string(), "2019-09-04");
/// ```
pub fn published(text: &Text) -> Option<PartialDate> {
    let full = |span: Span| {
        dates_in(text, span).find_map(|(_, _, said)| match said {
            Said::Date {
                year: Some(year),
                month: Some(month),
                day: Some(day),
            } => PartialDate::new(Some(year), Some(month as i8), Some(day as i8)),
            _ => None,
        })
    };
    let of = |kind: ParagraphKind| text.paragraphs.iter().filter(move |p| p.kind == kind);
    of(ParagraphKind::Credit)
        .find_map(|p| full(p.span))
        .or_else(|| {
            of(ParagraphKind::Boilerplate).find_map(|p| {
                let line = text.str(p.span);
                (line.contains("日报》")
                    || line.contains("日报") && line.contains('版')
                    || line.contains("发布"))
                .then(|| full(p.span))
                .flatten()
            })
        })
}

#[cfg(test)]
mod tests {
    use super::{Said, date};

    fn said(year: Option<i16>, month: i16, day: i16) -> Option<Said> {
        let (month, day) = (Some(month), Some(day));
        Some(Said::Date { year, month, day })
    }

    #[test]
    fn a_date_is_read_to_its_end_and_no_other_number() {
        for (text, wanted, length) in [
            ("2018年5月29日，", said(Some(2018), 5, 29), "2018年5月29日"),
            ("2018年 5月29号", said(Some(2018), 5, 29), "2018年 5月29号"),
            ("5月9日上午", said(None, 5, 9), "5月9日"),
            ("二月二十一日", said(None, 2, 21), "二月二十一日"),
            ("2019-09-04 08:30", said(Some(2019), 9, 4), "2019-09-04"),
            ("2019.9.4", said(Some(2019), 9, 4), "2019.9.4"),
            ("04.09.2019 10:20", said(Some(2019), 9, 4), "04.09.2019"),
            ("18日下午", Some(Said::Day(18)), "18日"),
            ("昨日，", Some(Said::Word("昨日")), "昨日"),
        ] {
            assert_eq!(
                date(text),
                wanted.map(|said| (said, length.len())),
                "{text}"
            );
        }
        for text in [
            "18日",
            "2018年5月",
            "12018年5月9日",
            "5月290日",
            "1800-1-1",
            "2018年9日在",
            "三百",
            "今年",
            "三月",
            "",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
