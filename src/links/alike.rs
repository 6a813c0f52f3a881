//! Names of meetings in different articles: when two of one jurisdiction and day say the same.

use crate::lexicon::{DivisionId, Lexicon};

/// A shorter name than this says too little to tell a meeting from others of its day.
const TELLING: usize = 4;

/// Endings, and what stands for them in a key.
const ENDINGS: &[(&str, &str)] = &[
    ("电视电话会议", "会"),
    ("电视电话会", "会"),
    ("视频会议", "会"),
    ("视频会", "会"),
    ("动员大会", "动员会"),
    ("部署大会", "部署会"),
    ("推进大会", "推进会"),
    ("总结大会", "总结会"),
    ("表彰大会", "表彰会"),
    ("会议", "会"),
];

/// What a meeting is, by the end of its name: where two ends differ, so do the meetings.
const TYPES: &[&str] = &[
    "大会",
    "招待会",
    "茶话会",
    "座谈会",
    "发布会",
    "推进会",
    "动员会",
    "部署会",
    "调度会",
    "汇报会",
    "报告会",
    "研讨会",
    "恳谈会",
    "推介会",
    "见面会",
    "听证会",
    "交流会",
    "通报会",
    "表彰会",
    "总结会",
    "评审会",
    "学习",
    "仪式",
    "论坛",
    "培训班",
    "活动",
    "调研",
];

/// Ends of names by which one body's meetings differ from its others.
const BODIES: &[&str] = &[
    "委员长会",
    "主任会",
    "主席会",
    "主席团会",
    "常务会",
    "党组会",
    "全体会",
    "办公会",
    "专题会",
    "常委会",
    "全会",
];

/// A meeting's name without what reports put in or leave out: the jurisdiction, 全市, the year,
/// 工作, quotation marks; and with one ending for 会议 and 电视电话会议.
///
/// ```
/// use zhengmai::{lexicon::Lexicon, links::meeting_key};
/// let anyang = Lexicon::embedded().gazetteer().by_code("410500");
/// assert_eq!(meeting_key("全市散煤治理工作推进会议", anyang), "散煤治理推进会");
/// assert_eq!(meeting_key("安阳市2018年散煤治理推进会", anyang), "散煤治理推进会");
/// assert_eq!(meeting_key("安阳市委常委会会议", anyang), "市委常委会会");
/// assert_eq!(meeting_key("市委常委会会议", anyang), "市委常委会会");
/// ```
pub fn meeting_key(name: &str, jurisdiction: Option<DivisionId>) -> String {
    let mut key: String = name
        .chars()
        .filter(|c| !c.is_whitespace() && !"“”\"'‘’《》「」－—-·".contains(*c))
        .collect();
    let own = own_names(jurisdiction);
    loop {
        let shorter = without_year(&key)
            .or_else(|| without_scope(&key))
            .or_else(|| own.iter().find_map(|name| without_name(&key, name)));
        match shorter {
            Some(shorter) => key = shorter.to_owned(),
            None => break,
        }
    }
    let without_work = key.replace("工作", "");
    if without_work.chars().count() >= TELLING {
        key = without_work;
    }
    for (ending, short) in ENDINGS {
        if let Some(stem) = key.strip_suffix(ending)
            && stem.chars().count() + 1 >= TELLING
        {
            return format!("{stem}{short}");
        }
    }
    key
}

/// How much of the shorter of two keys the longer one repeats, in order, from 0 to 1; 0 where
/// the shorter one says too little, or where they count different sessions (第十五次, 第十六次).
///
/// ```
/// use zhengmai::links::meeting_likeness;
/// assert_eq!(meeting_likeness("冬季清洁取暖推进会", "冬季清洁取暖暨散煤治理推进会"), 1.0);
/// assert_eq!(meeting_likeness("市政府第十五次常务会", "市政府第十六次常务会"), 0.0);
/// assert_eq!(meeting_likeness("市政府会", "市政府常务会"), 0.0);
/// assert_eq!(meeting_likeness("建厂八十周年大会", "建厂八十周年招待会"), 0.0);
/// assert_eq!(meeting_likeness("推进会", "冬季清洁取暖推进会"), 0.0);
/// ```
pub fn meeting_likeness(a: &str, b: &str) -> f64 {
    let (short, long) = if a.chars().count() <= b.chars().count() {
        (a, b)
    } else {
        (b, a)
    };
    if !is_telling(short) || !one_type(short, long) {
        return 0.0;
    }
    let (one, other) = (ordinals(short), ordinals(long));
    if !one.is_empty() && !other.is_empty() && one != other {
        return 0.0;
    }
    let (short, long): (Vec<char>, Vec<char>) = (short.chars().collect(), long.chars().collect());
    common(&short, &long) as f64 / short.len() as f64
}

/// Tells whether a key says enough for two meetings of one jurisdiction and day that bear it to
/// be one: more than a session and a type.
///
/// ```
/// use zhengmai::links::is_telling;
/// assert!(is_telling("散煤治理推进会") && is_telling("市委常委会会"));
/// assert!(!is_telling("新闻发布会") && !is_telling("第二次全体会"));
/// ```
pub fn is_telling(key: &str) -> bool {
    let mut stem = key.to_owned();
    for (number, count) in ordinals(key) {
        stem = stem.replace(&format!("第{number}{count}"), "");
    }
    let ends = BODIES
        .iter()
        .filter(|_| key.contains('第'))
        .chain(TYPES)
        .chain(&["会"]);
    let stem = ends
        .filter_map(|end| stem.strip_suffix(end))
        .min_by_key(|rest| rest.len())
        .unwrap_or(&stem);
    stem.chars().count() >= TELLING - 1
}

/// Whether two names can be of one type of meeting.
fn one_type(a: &str, b: &str) -> bool {
    let of =
        |types: &[&'static str], name: &str| types.iter().copied().find(|end| name.ends_with(end));
    let types = [of(TYPES, a), of(TYPES, b)];
    of(BODIES, a) == of(BODIES, b)
        && (types.contains(&None) && a.ends_with('会') == b.ends_with('会') || types[0] == types[1])
}

/// The counts in a name, each with what it counts: 十五 and 次 of 第十五次.
fn ordinals(name: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for rest in name.split('第').skip(1) {
        let digit = |c: &char| c.is_ascii_digit() || "一二三四五六七八九十百零〇两".contains(*c);
        let number: String = rest.chars().take_while(digit).collect();
        if !number.is_empty() {
            let count = rest[number.len()..].chars().take(1).collect();
            out.push((number, count));
        }
    }
    out
}

/// Length of the longest common subsequence.
fn common(a: &[char], b: &[char]) -> usize {
    let mut row = vec![0; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        for (j, y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if x == y {
                diagonal + 1
            } else {
                above.max(row[j])
            };
            diagonal = above;
        }
    }
    row[b.len()]
}

/// The names that a jurisdiction's own reports may put in front, longest first.
fn own_names(jurisdiction: Option<DivisionId>) -> Vec<String> {
    let gazetteer = Lexicon::embedded().gazetteer();
    let Some(id) = jurisdiction else {
        return Vec::new();
    };
    let division = &gazetteer[id];
    let mut names = vec![
        gazetteer.full_path(id),
        gazetteer.official_name(id),
        division.name.to_owned(),
        division.short.to_owned(),
    ];
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names.dedup();
    names
}

fn without_scope(key: &str) -> Option<&str> {
    let levels = [
        "省",
        "市",
        "县",
        "区",
        "州",
        "盟",
        "旗",
        "镇",
        "乡",
        "国",
        "自治区",
    ];
    let rest = key.strip_prefix('全').or_else(|| key.strip_prefix('我'))?;
    let rest = levels.iter().find_map(|level| rest.strip_prefix(level))?;
    (rest.chars().count() >= 2).then_some(rest)
}

fn without_year(key: &str) -> Option<&str> {
    let digits = key.bytes().take_while(u8::is_ascii_digit).count();
    let rest = key[digits..].strip_prefix('年').filter(|_| digits == 4)?;
    Some(rest.strip_prefix('度').unwrap_or(rest))
}

/// The rest behind a jurisdiction's name; its level word stays where it is that of a body (市委).
fn without_name<'k>(key: &'k str, name: &str) -> Option<&'k str> {
    let rest = key
        .strip_prefix(name)
        .filter(|rest| rest.chars().count() >= 2)?;
    let bodies = ["委", "政府", "政协", "人大", "纪委", "人民政府", "直"];
    if bodies.iter().any(|body| rest.starts_with(body)) {
        let level = name.chars().next_back().map_or(0, char::len_utf8);
        let level_at = name.len() - level;
        let is_level = "省市县区州盟旗镇乡".contains(&name[level_at..]);
        return is_level.then(|| &key[level_at..]).filter(|_| level_at > 0);
    }
    Some(rest)
}
