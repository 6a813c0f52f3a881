//! Deadlines: 10月底前, 年内, 三季度末, 到2025年, 春节前, 3个工作日内 …, each as said and, where
//! the calendar tells, with its days.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Captures;

use super::calendar::{Calendar, Interval, Year};
use crate::base::PartialDate;
use crate::facts::Deadline;
use crate::lexicon::Lexicon;
use crate::text::Regex;

/// Reads the deadlines of a requirement that is made on a day; its text is folded.
///
/// 10月15日前 and 10月底前 are met on that day, 10月前 on the last of September. A year that is
/// not said is that of the first such day still to come, unless that is most of a year ahead:
/// then it has just passed, and what has passed sets no deadline. Where the day itself lacks
/// its year, so does the deadline. Festivals by the moon, flood and heating seasons, and spans
/// of time have no days. What is told as done sets no deadline.
///
/// ```
/// use zhengmai::facts::directives::deadlines;
/// let today = Some("2018-11-29".parse().unwrap());
/// let read = |text: &str| -> Vec<(String, Option<String>, Option<String>)> {
///     deadlines(text, today).into_iter().map(|d| (d.text, d.start, d.end)).collect()
/// };
/// let day = |day: &str| Some(day.to_owned());
/// assert_eq!(read("12月15日前完成摸底，明年3月底前全部整改"), [
///     ("12月15日前".to_owned(), None, day("2018-12-15")),
///     ("明年3月底前".to_owned(), None, day("2019-03-31")),
/// ]);
/// assert_eq!(read("上半年建成投用"), [
///     ("上半年".to_owned(), day("2019-01-01"), day("2019-06-30")),
/// ]);
/// assert_eq!(read("务必在春节前兑付"), [("春节前".to_owned(), None, None)]);
/// assert_eq!(read("10月底前已完成改造"), []);
/// ```
pub fn deadlines(folded: &str, today: Option<PartialDate>) -> Vec<Deadline> {
    find(folded, today)
        .into_iter()
        .map(|(range, interval)| row(&folded[range], interval))
        .collect()
}

/// Makes a row of a deadline as said and its days.
pub(super) fn row(said: &str, interval: Interval) -> Deadline {
    Deadline {
        text: said.trim().to_owned(),
        start: interval.start.map(|d| d.to_string()),
        end: interval.end.map(|d| d.to_string()),
    }
}

/// What a deadline is set by, and whether it needs a verb of completing behind it.
struct Found {
    interval: Interval,
    /// 10月底前 sets a deadline whatever follows, 10月底 and 春节前 do with 完成.
    plain: bool,
}

impl Found {
    fn of(end: Option<PartialDate>, plain: bool) -> Self {
        let interval = Interval { start: None, end };
        Self { interval, plain }
    }
}

/// Finds deadlines, by place, with their days.
pub(super) fn find(folded: &str, today: Option<PartialDate>) -> Vec<(Range<usize>, Interval)> {
    let mut out = Vec::new();
    if !folded.contains(TRIGGERS) {
        return out;
    }
    let calendar = Calendar { today };
    for c in TIME.captures_iter(folded) {
        let Some(whole) = c.get(0) else { continue };
        let (left, right) = (&folded[..whole.start()], &folded[whole.end()..]);
        if in_title(left) || PAST.is_match(left) || !bounded(&c, left) {
            continue;
        }
        let Some(found) = meaning(&c, calendar) else {
            continue;
        };
        let done = found.interval.end.is_some_and(|end| calendar.is_past(end));
        if done || reported(right) || attribute(right) || !found.plain && !completes(right) {
            continue;
        }
        out.push((whole.range(), found.interval));
    }
    out
}

/// One of these stands in every deadline.
const TRIGGERS: [char; 14] = [
    '前', '内', '底', '末', '期', '季', '半', '旬', '冬', '春', '迟', '晚', '限', '到',
];

/// Every form of a deadline; the first alternative that fits is the longest.
static TIME: LazyLock<Regex> = LazyLock::new(|| {
    let mut occasions: Vec<&str> = Lexicon::embedded()
        .occasions()
        .iter()
        .map(|o| o.name)
        .collect();
    occasions.sort_unstable_by_key(|name| (std::cmp::Reverse(name.len()), *name));
    let occasions = occasions.join("|");
    let month = r"\d{1,2}|十[一二]?|[一二三四五六七八九]";
    let year = r"(?:19|20)\d\d|今|明|后|本|当";
    let number = "[0-9一二两三四五六七八九十半]{1,4}";
    let unit = "个?工作日|个?自然日|天|日|个?小时|分钟|个?星期|周|个月|个季度|年";
    let hour = r"(?:\d{1,2}(?:时|点)|\d{1,2}：\d{2})?";
    // 11月5日封冻前 names the occasion beside the day.
    let occasion = format!("(?:{occasions})?");
    let before = "之前|以前|前";
    Regex::new(&format!(
        "(?P<latest>不迟于|不晚于|最迟(?:于|在)?|最晚(?:于|在)?|截止(?:日期|时间)?(?:为|是|到|至)?)?(?:\
         (?P<every>每(?:年|月|季度?|周|天|日|个?星期|半年)(?:(?:{month})月)?(?:\\d{{1,2}}[日号]|[底末]|[一二三四五六日])?)(?:{before})\
         |“?(?P<plan>十[一二三四五六])五”?(?:规划)?(?P<planned>期末|末期|末|期间|时期)\
         |(?:(?P<y1>{year})年)?(?P<m1>{month})月(?P<d1>\\d{{1,2}})[日号]{hour}{occasion}\
         |(?:(?P<y2>{year})年)?(?P<m2>{month})月份?(?P<part2>[上中下]旬|[底末中初])?\
         |(?P<month>本月|当月|这个月|下月|下个月|次月)(?:(?P<d3>\\d{{1,2}})[日号]{hour}|(?P<part3>[上中下]旬|[底末中])|份)?\
         |(?P<monthend>月[底末])\
         |限[期时]?{number}(?:{unit})(?:之?内)?\
         |(?P<span>{number}(?:[至到~-]{number})?(?:{unit}))(?:之|以)?内\
         |(?P<d4>\\d{{1,2}})[日号]{hour}\
         |(?P<y5>{year})年年?(?P<yearend>[底末])|(?P<yearends>年[底末])\
         |(?P<y6>{year})年(?P<within>之?内)|(?P<withins>年内)\
         |(?:(?P<y7>{year})年)?(?P<half>[上下])半年\
         |(?:(?P<y8>{year})年)?第?(?P<quarter>[一二三四1-4])季度(?P<quarterend>[底末])?\
         |(?P<week>本周|这周|下周|本星期|下星期|周)(?P<weekday>[一二三四五六日天末])?\
         |(?P<reach>到)?(?P<y9>20\\d\\d)年\
         |(?P<season>今冬明春|[今明][春夏秋冬])\
         |(?P<today>今天|今日|今晚|明天|明日|后天|当天|当日|当晚)\
         |(?P<occasion>{occasions})(?:佳节|节|假期)?(?P<until>(?:正式)?(?:到来|来临|开始|启动|结束|召开|开幕))?(?P<occasionbefore>{before})\
         )(?:(?P<before>{before})|(?P<inside>之内|以内|内))?"
    ))
    .expect("a valid pattern")
});

/// What stands before a time at which something has been done, or from which it goes on.
static PAST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:截至|截止|自|自从|从|早在|近|过去|上年|去年|往年|前|[年月日号季][至到-]|\d-)$")
        .expect("a valid pattern")
});

/// Whether a form without a number of its own begins here: 年内 of 三年内, 月底 of 每月底 do not.
fn bounded(c: &Captures<'_>, left: &str) -> bool {
    let last = left.chars().next_back();
    let han = last.is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    if let Some(occasion) = c.name("occasion") {
        // 节前 of 环节前, 年前 of 三年前.
        return occasion.as_str().chars().count() > 1
            || !han && !last.is_some_and(|c| c.is_ascii_digit())
            || last.is_some_and(|c| "在于赶要须应并将保取".contains(c));
    }
    if ["monthend", "yearends", "withins", "half"]
        .iter()
        .any(|name| c.name(name).is_some())
    {
        return !last.is_some_and(|c| {
            c.is_ascii_digit() || "一二三四五六七八九十几数多每各个历近全往当去上".contains(c)
        });
    }
    if c.name("d4").is_some() || c.name("week").is_some() {
        // 本月中旬10日, 10至15日, 一周前.
        return !last.is_some_and(|c| {
            c.is_ascii_digit() || "月年至到、-~一二两三四五六七八九十几数多每".contains(c)
        });
    }
    !last.is_some_and(|c| c.is_ascii_digit() || ".-/年".contains(c))
}

/// What a form means on a day; none where it sets no deadline.
fn meaning(c: &Captures<'_>, calendar: Calendar) -> Option<Found> {
    let get = |name: &str| c.name(name).map(|m| m.as_str());
    let has = |name: &str| c.name(name).is_some();
    let number = |name: &str| get(name).and_then(numeral);
    let before = has("before");
    // 最迟10月15日 says what 10月15日前 says.
    let latest = has("latest");
    let sets = before || latest;
    if has("every") {
        return Some(Found::of(None, true));
    }
    if let Some(plan) = get("plan").and_then(numeral) {
        let first = 2021 + 5 * (i16::from(plan) - 14);
        let end = PartialDate::new(Some(first + 4), Some(12), Some(31));
        let whole = get("planned").is_some_and(|tail| tail == "期间" || tail == "时期");
        let start = whole
            .then(|| PartialDate::new(Some(first), Some(1), Some(1)))
            .flatten();
        let interval = Interval { start, end };
        return Some(Found {
            interval,
            plain: sets,
        });
    }
    if let Some(month) = number("m1") {
        let year = calendar.year(get("y1"));
        let end = calendar.day(year, month, number("d1")?);
        return sets.then(|| Found::of(end, true));
    }
    if let Some(month) = number("m2") {
        return of_month(calendar, calendar.year(get("y2")), month, get("part2"), c);
    }
    if let Some(word) = get("month") {
        let (year, month) =
            calendar.month(i8::from(!["本月", "当月", "这个月"].contains(&word)))?;
        if let Some(day) = number("d3") {
            return sets.then(|| Found::of(calendar.day(year, month, day), true));
        }
        return of_month(calendar, year, month, get("part3"), c);
    }
    if has("monthend") {
        let end = calendar.month(0).and_then(|(y, m)| calendar.day(y, m, 0));
        return Some(Found::of(end, sets));
    }
    if has("d4") {
        let day = number("d4")?;
        return sets.then(|| Found::of(calendar.day_of_this_month(day), false));
    }
    if has("yearend") || has("yearends") {
        let end = calendar.day(calendar.year(get("y5")), 12, 0);
        return Some(Found::of(end, sets));
    }
    if has("within") || has("withins") {
        let year = calendar.year(get("y6"));
        return Some(Found::of(calendar.day(year, 12, 0), false));
    }
    if let Some(half) = get("half") {
        let year = calendar.year(get("y7"));
        let (from, to) = if half == "上" { (1, 6) } else { (7, 12) };
        return Some(of_period(calendar, year, from, to, before));
    }
    if let Some(quarter) = number("quarter") {
        let year = calendar.year(get("y8"));
        let to = quarter * 3;
        if has("quarterend") {
            return Some(Found::of(calendar.day(year, to, 0), sets));
        }
        return Some(of_period(calendar, year, to - 2, to, before));
    }
    if let Some(week) = get("week") {
        return of_week(calendar, week, get("weekday"), sets, has("inside"));
    }
    if let Some(year) = get("y9").and_then(|y| y.parse::<i16>().ok()) {
        let last = if before { year - 1 } else { year };
        let end = PartialDate::new(Some(last), Some(12), Some(31));
        return (sets || has("reach")).then(|| Found::of(end, before));
    }
    if let Some(season) = get("season") {
        return (!has("inside")).then(|| of_season(calendar, season, before));
    }
    if let Some(word) = get("today") {
        let end = match word {
            "今天" | "今日" | "今晚" => calendar.ahead(0),
            "明天" | "明日" => calendar.ahead(1),
            "后天" => calendar.ahead(2),
            _ => None,
        };
        return (sets || has("inside")).then(|| Found::of(end, false));
    }
    if let Some(name) = get("occasion") {
        let occasions = Lexicon::embedded().occasions();
        let begins = occasions.iter().find(|o| o.name == name)?.begins;
        let ends = get("until").is_some_and(|until| until.ends_with("结束"));
        let end = begins
            .filter(|_| !ends)
            .and_then(|(month, day)| calendar.before(calendar.year(None), month, day));
        return Some(Found::of(end, false));
    }
    // 3个工作日内, 限期一个月.
    Some(Found::of(None, true))
}

/// 10月底前, 10月中旬, 10月: parts of a month, with and without 前.
fn of_month(
    calendar: Calendar,
    year: Year,
    month: i8,
    part: Option<&str>,
    c: &Captures<'_>,
) -> Option<Found> {
    let before = c.name("before").is_some();
    let sets = before || c.name("latest").is_some();
    let end = |day: i8| calendar.day(year, month, day);
    let (first, last) = match part {
        Some("底" | "末") => return Some(Found::of(end(0), sets)),
        Some("初" | "中") => return Some(Found::of(None, sets)),
        Some("上旬") => (1, 10),
        Some("中旬") => (11, 20),
        Some("下旬") => (21, 0),
        _ if before => return Some(Found::of(calendar.before(year, month, 1), true)),
        _ => (1, 0),
    };
    if sets {
        return Some(Found::of(end(last), true));
    }
    let interval = calendar.span(year, (month, first), (month, last));
    let plain = false;
    Some(Found { interval, plain })
}

/// 上半年, 三季度: whole months.
fn of_period(calendar: Calendar, year: Year, from: i8, to: i8, before: bool) -> Found {
    if before {
        return Found::of(calendar.before(year, from, 1), true);
    }
    let interval = calendar.months(year, from, to);
    let plain = false;
    Found { interval, plain }
}

/// 本周五前, 下周内; 周五前 has no day, for it may be of this week or the next.
fn of_week(
    calendar: Calendar,
    week: &str,
    day: Option<&str>,
    sets: bool,
    inside: bool,
) -> Option<Found> {
    let weekday = match day {
        Some(day) => "一二三四五六日天末".find(day).map_or(7, |i| match i / 3 {
            i @ 0..7 => i as i8 + 1,
            _ => 7,
        }),
        None if inside => 7,
        None => return None,
    };
    let weeks = i64::from(week.starts_with('下'));
    let end = match week {
        "周" if day.is_none() => return None,
        "周" => None,
        _ => calendar.weekday(weeks, weekday),
    };
    (sets || inside).then(|| Found::of(end, day.is_some() && week != "周"))
}

/// Seasons of three months from March, June, September and December on.
fn of_season(calendar: Calendar, season: &str, before: bool) -> Found {
    let this = calendar.today.and_then(|t| t.year);
    let ahead = i16::from(season.starts_with('明'));
    let early = calendar
        .today
        .and_then(|t| t.month)
        .is_some_and(|month| month < 3);
    let days = this.and_then(|this| {
        let (year, from) = match season.chars().last()? {
            // In January 今冬 is the winter that goes on.
            '冬' if early && ahead == 0 => (this - 1, 12),
            '冬' => (this + ahead, 12),
            '春' if season.starts_with("今冬") && !early => (this + 1, 3),
            '春' => (this + ahead, 3),
            '夏' => (this + ahead, 6),
            _ => (this + ahead, 9),
        };
        let first = if season.chars().count() > 2 {
            (if early { this - 1 } else { this }, 12)
        } else {
            (year, from)
        };
        let (last_year, last) = if from == 12 {
            (year + 1, 2)
        } else {
            (year, from + 2)
        };
        let start = PartialDate::new(Some(first.0), Some(first.1), Some(1))?;
        Some((start, calendar.day(Year::Known(last_year), last, 0)?))
    });
    let (start, end) = days.unzip();
    if before {
        // 今冬前: the day before it begins.
        let end = start.and_then(|s| calendar.before(Year::Known(s.year?), s.month?, 1));
        return Found::of(end, true);
    }
    let plain = false;
    Found {
        interval: Interval { start, end },
        plain,
    }
}

/// A number from 1 to 99 in either writing.
fn numeral(text: &str) -> Option<i8> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let digit = |c: char| "一二三四五六七八九".find(c).map(|i| i as i8 / 3 + 1);
    match text.split_once('十') {
        None => digit(text.chars().next()?),
        Some((tens, ones)) => {
            let tens = tens.chars().next().map_or(Some(1), digit)?;
            Some(tens * 10 + ones.chars().next().map_or(Some(0), digit)?)
        }
    }
}

/// Whether a title is open where a text ends.
fn in_title(left: &str) -> bool {
    left.rfind('《') > left.rfind('》')
}

/// What is left of a clause; of the next one where nothing is left.
fn rest(right: &str) -> &str {
    let right = right.trim_start_matches(['，', '：']);
    let end = right.find(['，', '。', '；', '！']);
    &right[..end.unwrap_or(right.len())]
}

/// Whether what follows tells of something done: 10月底前已完成, 年内累计….
fn reported(right: &str) -> bool {
    static REPORT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:就|便|均|都|全部|共|又|先后)?(?:已|曾|共计?|累计|平均|发生)|[成现到成用产收改工清]了|同比|环比|较上年|以来")
            .expect("a valid pattern")
    });
    REPORT.is_match(rest(right))
}

/// Whether a time is only said of a thing: 三年内的任务, 春节前后, 一小时内经济圈.
fn attribute(right: &str) -> bool {
    static OF: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"^(?:的(?:[^要]|$)|后|、|各项|期间|以来|至|-|—|起|开始|通勤|车程|\p{Han}{1,3}圈)",
        )
        .expect("a valid pattern")
    });
    OF.is_match(right)
}

/// Whether a verb of completing follows, in the clause or, where it is at its end, the next.
fn completes(right: &str) -> bool {
    static COMPLETES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?:完成|实现|达[到标]|[建办整补修清]成|[建办做抓补配]好|建立|竣工|完工|投[用产运入]|交[付房工]|开[工通业园]|启动|到位|[清归]零|整改|",
            r"销[号项]|消号|见效|全部|全面|基本|力争|确保|脱[贫帽]|摘帽|出台|印发|制[定订]|编制|拿出|上?报[送告]?|提交|发放|兑[付现]|拨付|支付|付清|",
            r"办[结理]|拆除|关[停闭]|取缔|淘汰|退出|搬迁|入住|通[车水气电航邮]|供[暖水气热电]|覆盖|接通|上线|运行|排查|摸[排清]|清理|清[欠偿收缴]|",
            r"整治|治理|组织|开展|召开|形成|具备|解决|化解|消除|反馈|[答回]复|验收|移交|安装|改造|[播抢收种栽移插]|归集|公[布示开]|发布|签订|征[收缴]|",
            r"缴[纳齐]|腾退|复[工产课学]|返岗|恢复|处置|修复|绿化|提[升高]到|下?降[到至]|控制|不[少低]于|[送传]达|挂牌|成立|进场|封顶|通过|取得|突破|",
            r"[轮培]训|接种|落[实地]|新[增建]|建设|完善|报名|录入|核[查实]|采集|登记|结束|还清|打通|还款|收官|送到|发到|转移|撤离|储备|备[足齐]|见底|",
            r"消化|消灭|消纳|清运|清淤|除险|加固|合龙|贯通|归还|销毁|腾空|拆[完除]|[做落]实)",
        ))
        .expect("a valid pattern")
    });
    static STATE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:完成情况|完成率|工作|任务|目标|指标|重点|经济|各项)")
            .expect("a valid pattern")
    });
    let rest = rest(right);
    COMPLETES.is_match(rest) && !STATE.is_match(rest)
}
