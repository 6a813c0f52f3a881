//! Meetings whose names end in nothing but 会, told by the verb beside them: 召开总河长会,
//! 电视电话会召开.

use std::ops::Range;

use crate::text::is_han;

/// What ends in 会 and is a body, a fair or a feast, no meeting.
const OTHERS: [&str; 44] = [
    "委员会",
    "委会",
    "协会",
    "商会",
    "学会",
    "工会",
    "常委会",
    "理事会",
    "董事会",
    "监事会",
    "联合会",
    "研究会",
    "基金会",
    "联谊会",
    "校友会",
    "同乡会",
    "教会",
    "社会",
    "机会",
    "都会",
    "运动会",
    "奥运会",
    "亚运会",
    "全运会",
    "省运会",
    "体育会",
    "博览会",
    "展览会",
    "展销会",
    "展示会",
    "交易会",
    "进博会",
    "世博会",
    "广交会",
    "晚会",
    "音乐会",
    "演唱会",
    "歌会",
    "庙会",
    "灯会",
    "招聘会",
    "联欢会",
    "追悼会",
    "告别会",
];

/// Adverbs before a verb of holding.
const HOW: [&str; 8] = [
    "隆重", "胜利", "顺利", "圆满", "成功", "正式", "如期", "分别",
];

/// Where the 会 of such names stands in a line; `verbs` are where it has 召开 or 举行.
pub(super) fn plain(line: &str, verbs: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let head = '会'.len_utf8();
    for verb in verbs {
        let rest = &line[verb.end..];
        let rest = rest.strip_prefix('了').unwrap_or(rest);
        let from = line.len() - rest.len();
        let clause = rest
            .find(['，', '。', '；', '：', '！', '？', '\n', ' '])
            .map_or(rest, |i| &rest[..i]);
        if stands(clause) {
            out.push(from + clause.len() - head..from + clause.len());
        }
        // 促进会在县城召开。: but 促进会召开会议 is held by a body.
        if !rest.is_empty() && rest.starts_with(is_han) {
            continue;
        }
        let mut before = &line[..verb.start];
        while let Some(less) = HOW.iter().find_map(|how| before.strip_suffix(how)) {
            before = less;
        }
        let clause = before.rfind(['，', '。', '；', '：', '\n']).unwrap_or(0);
        let place = before.rfind(['在', '于']).filter(|&at| at > clause);
        let name = place.map_or(before, |at| &before[..at]);
        for name in [before, name] {
            let clause = name
                .rfind(['，', '。', '；', '：', '\n', '、'])
                .map_or(name, |i| name[i..].trim_start_matches(|c: char| !is_han(c)));
            if stands(clause) {
                out.push(name.len() - head..name.len());
                break;
            }
        }
    }
    out
}

/// Whether a clause ends in the name of a meeting.
fn stands(clause: &str) -> bool {
    clause.ends_with('会') && !OTHERS.iter().any(|other| clause.ends_with(other))
}
