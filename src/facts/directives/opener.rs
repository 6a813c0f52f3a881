//! How a clause demands: the word of demanding (要, 必须), the subject before it, and whom
//! that subject addresses.

use std::sync::LazyLock;

use crate::base::Span;
use crate::text::{Regex, Text, after};

/// The clauses of a span, each with the mark that ends it; marks in quotation marks and
/// brackets end none.
pub(super) fn clauses(text: &Text, span: Span) -> impl Iterator<Item = Span> + '_ {
    let mut at = span.start();
    std::iter::from_fn(move || {
        let rest = &text.folded[at..span.end()];
        if rest.is_empty() {
            return None;
        }
        let mut depth = 0_i32;
        let mut end = rest.len();
        for (i, c) in rest.char_indices() {
            match c {
                '（' | '《' => depth += 1,
                '）' | '》' => depth = (depth - 1).max(0),
                '\n' | '。' | '！' | '？' => {
                    end = i + c.len_utf8();
                    break;
                }
                '，' | '；' if depth == 0 => {
                    end = i + c.len_utf8();
                    break;
                }
                _ => {}
            }
        }
        let clause = Span::new(at, at + end);
        at += end;
        Some(clause)
    })
}

/// Where a clause demands: the subject that stands before the demanding word, and what is
/// demanded.
pub(super) struct Opener {
    pub(super) subject: Span,
    pub(super) from: usize,
    /// Whether 也, 又, 还 tie it to what stands before.
    pub(super) linked: bool,
    /// Whether the word is a plain 要.
    pub(super) plain: bool,
}

/// The length of the words at the front of a clause that are no part of a demand's subject.
pub(super) fn lead(clause: &str) -> usize {
    let opens = |c: char| OPEN_LEAD.contains(c);
    if clause.starts_with(opens) {
        LEAD.find(clause).map_or(0, |m| m.end())
    } else {
        0
    }
}

/// The characters that such words begin with.
const OPEN_LEAD: &str = " \n“★☆●■◆▲◎※·•—-同此另并因为所下接特尤当目今而且一具总最其但会我大";

static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:[ \n“★☆●■◆▲◎※·•—-]|同时，?|一方面，?|另一方面，?|此外，?|另外，?|并且|因此，?|为此，?|所以，?|下一步，?|接下来，?|特别是?|尤其是?|当前，?|目前，?|今年，?|而且|并|且|一定|具体来说，?|总之，?|最后，?|其中，?|但是?，?|今后，?|会后，?|我们|大家)*")
        .expect("a valid pattern")
});

/// Longest subject that is believed, in characters.
const SUBJECT: usize = 45;

/// Reads a clause's demanding word; with `subjects` also one that a subject precedes.
pub(super) fn opener(text: &Text, clause: Span, subjects: bool) -> Option<Opener> {
    let start = clause.start() + lead(text.str(clause));
    let head = after(&text.folded[..clause.end()], start, SUBJECT);
    let mut seen = 0;
    let mut depth = 0_u32;
    for (i, c) in head.char_indices() {
        match c {
            '《' | '“' => depth += 1,
            '》' | '”' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > 0 {
            continue;
        }
        if matches!(c, '，' | '；' | '。' | '：') {
            return None;
        }
        seen += 1;
        let words: &[&str] = match c {
            '要' => &["要"],
            '须' => &["须"],
            '需' => &["需"],
            '必' => &["必须"],
            '务' => &["务必", "务要"],
            '应' => &["应当", "应该"],
            _ => continue,
        };
        let rest = &head[i..];
        let word = words
            .iter()
            .find(|w| rest.starts_with(**w) && demanding(&head[..i], w, &rest[w.len()..]));
        let Some(word) = word else { continue };
        let mut from = start + i + word.len();
        for more in ["要", "始终坚持"] {
            if more == "要" && text.folded[from..clause.end()].starts_with(more) {
                from += more.len();
            }
        }
        let subject = text.folded[start..start + i].trim_end_matches([
            '都', '均', '也', '还', '又', '更', '就', '既', '仍', '则', '定', '亦', '们',
        ]);
        let linked = subject.len() < i
            && subject.is_empty()
            && head.starts_with(['也', '又', '还', '更', '就', '既']);
        let subject = Span::new(start, start + subject.len());
        if !subject.is_empty() && (!subjects && seen > SUBJECT) {
            return None;
        }
        return Some(Opener {
            subject,
            from,
            linked,
            plain: *word == "要",
        });
    }
    None
}

/// Whether a word that looks like a demand is one, given what stands around it: the 要 of
/// 重要, 需要, 要求, 要素 is none.
fn demanding(before: &str, word: &str, after: &str) -> bool {
    let last = before.chars().next_back();
    let next = after.chars().next();
    match word {
        "要" => {
            !before.ends_with("就是")
                && !last.is_some_and(|c| {
                    "重主需只纪摘必简紧首概提扼索将想险冲次显纲择精撮若快机正不".contains(c)
                })
                && !next.is_some_and(|c| "求素点闻案害塞道领义么旨诀职件员事务地是的来".contains(c))
                && !["不要", "不然", "不是", "不，", "不就"]
                    .iter()
                    .any(|w| after.starts_with(w))
                && next != Some('要')
                && !["紧的", "紧，", "紧。", "命", "强，", "好的", "好看"]
                    .iter()
                    .any(|w| after.starts_with(w))
        }
        "须" => !last.is_some_and(|c| "必无胡触毋".contains(c)) && next != Some('知'),
        "需" => {
            !before.is_empty()
                && !last.is_some_and(|c| "必急所内军供刚民无亟仍还都也均只不".contains(c))
                && !next.is_some_and(|c| "求要的".contains(c))
        }
        "应当" | "应该" => !before.contains('是'),
        _ => !before.ends_with('的') && !before.contains('是'),
    }
}

/// The part of a subject that names whom a requirement addresses, if it names anybody.
pub(super) fn addressee(text: &Text, subject: Span) -> Option<Span> {
    static WHOM: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"^[^在对于把从以将按就向后前，]*(?:部门|单位|政府|党委|党组织?|干部|街道|镇|乡|企业|机关|法院|检察院|学校|高校|公司|队伍?|小组|专班|委员会|指挥部|[省市县区州旗]（?[市县区、旗）]*直?|局|委员|委|办公室|办公厅|办|厅|院|站|所|中心|集团|银行|同志|人员|代表|书记|负责人|[林河湖田路]+长|班子|成员|基层|各地|各方|协会|商会|各村|社区|监委|纪委|大家|我们|学员|党员)",
        )
        .expect("a valid pattern")
    });
    let name = text.str(subject);
    let m = WHOM.find(name)?;
    if m.as_str().contains(['是', '了', '把', '将']) {
        return None;
    }
    let rest = &name[m.end()..];
    let bracket = rest
        .chars()
        .next()
        .filter(|&c| c == '）')
        .map_or(0, char::len_utf8);
    Some(Span::new(
        subject.start(),
        subject.start() + m.end() + bracket,
    ))
}
