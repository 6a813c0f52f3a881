//! Names that hold 、 or quotation marks: two sessions in one (二中、三中全会), several levels or
//! things before one head (市、县会议), 全国“两会”.

use std::ops::Range;

use crate::base::Span;

/// 全国“两会”: the two sessions of a level, in quotation marks.
pub(super) fn quoted_sessions(line: &str, head: &Range<usize>) -> Option<Span> {
    if &line[head.clone()] != "两会" || !line[head.end..].starts_with('”') {
        return None;
    }
    let before = line[..head.start].strip_suffix('“')?;
    let level = ["全国", "全省", "全市", "省", "市"]
        .into_iter()
        .find(|level| before.ends_with(level))?;
    Some(Span::new(
        before.len() - level.len(),
        head.end + '”'.len_utf8(),
    ))
}

/// Whether the name goes on before 、: 召开大排查、大整治会议, or several levels in 市、县会议.
pub(super) fn joint(before: &str) -> bool {
    const LEVELS: [&str; 13] = [
        "国家",
        "全国",
        "全省",
        "全市",
        "全县",
        "自治区",
        "省",
        "市",
        "县",
        "区",
        "州",
        "盟",
        "旗",
    ];
    const VERBS: [&str; 9] = [
        "落实", "传达", "学习", "贯彻", "收看", "参加", "召开", "按照", "了",
    ];
    let clause = before
        .rfind(['，', '。', '；', '：', '！', '？', '》', ' '])
        .map_or(before, |i| {
            before[i..].trim_start_matches(|c: char| !crate::text::is_han(c))
        });
    let item = clause.rsplit('、').next().unwrap_or(clause);
    let level = LEVELS.iter().any(|level| {
        let verb = item.strip_suffix(level);
        verb.is_some_and(|v| {
            let day = v.trim_end_matches(['晚', '上', '午', '下']).ends_with('日');
            v.is_empty() || day || VERBS.iter().any(|verb| v.ends_with(verb))
        })
    });
    let held = ["召开", "举行"]
        .iter()
        .filter_map(|verb| clause.rfind(verb).map(|i| &clause[i + verb.len()..]))
        .min_by_key(|named| named.len());
    level
        || held.is_some_and(|named| {
            !named.starts_with('的') && !named.contains('会') && named.chars().count() <= 24
        })
}

/// Whether 、 stands after the first of two sessions that share the rest of their name: 二中、三中全会.
pub(super) fn numbered(before: &str) -> bool {
    before.ends_with('中') && before[..before.len() - '中'.len_utf8()].ends_with(ORDINALS)
        || before.ends_with('次') && before[..before.len() - '次'.len_utf8()].ends_with(ORDINALS)
}

/// Numbers of plenary sessions.
const ORDINALS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/// The two names of 二十届二中、三中全会, the first up to 、 and the second of what follows it.
pub(super) fn two_sessions(value: &str) -> Option<[String; 2]> {
    let (first, second) = value.split_once('、')?;
    let kind = if first.ends_with('中') { '中' } else { '次' };
    let (ordinal, head) = second.split_once(kind)?;
    if first.starts_with('第') && ordinal.starts_with('第') {
        return None;
    }
    let alike = ORDINALS.iter().any(|o| ordinal.ends_with(*o)) && ordinal.chars().count() <= 3;
    let common = first.trim_end_matches(kind).trim_end_matches(ORDINALS);
    alike.then(|| {
        [
            format!("{first}{head}"),
            format!("{common}{ordinal}{kind}{head}"),
        ]
    })
}

/// Whether a name is of the two sessions, which no local news reports as a meeting held.
pub(super) fn is_two_sessions(value: &str) -> bool {
    value.trim_end_matches('”').ends_with("两会")
}
