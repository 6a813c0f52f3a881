//! Names that no table foresees: closed by a word that is not listed, without a surname that is
//! listed, or printed with spaces. Only right after a title of a particular body.

use super::doubt::{COMMON, GRAMMAR, holds_verb, is_common, is_word, starts_with_verb};
use super::foreign::is_transliterating;
use super::{NAMES, Parsed, follow, follower, governs, is_han, opens_word, surname};
use crate::lexicon::{DivisionId, Level, Lexicon};
use crate::text::jieba;

/// The end of a name at `at` that no listed word closes: of the usual length, where a word of the
/// segmenter ends, and no word itself.
pub fn unclosed(s: &str, at: usize) -> Option<usize> {
    let ends: Vec<usize> = s[at..]
        .char_indices()
        .take(4)
        .take_while(|(_, c)| is_han(*c))
        .map(|(i, c)| at + i + c.len_utf8())
        .collect();
    let surname = surname(&s[at..*ends.last()?])?;
    let compound = surname.chars().count() == 2;
    let first = surname.chars().next()?;
    let lengths = if compound { [4, 3] } else { [3, 2] };
    lengths.into_iter().find_map(|length| {
        let end = *ends.get(length - 1)?;
        let name = &s[at..end];
        let sound = !is_word(name)
            && !is_common(&name[surname.len()..])
            && !GRAMMAR.contains(first)
            && !COMMON.contains(first);
        let verbs = starts_with_verb(name)
            || holds_verb(name)
            || name.ends_with(['和', '与', '同', '及', '的', '在', '就']);
        (sound && !verbs && opens_word(s, at, end) && length > 2).then_some(end)
    })
}

/// Characters that names of no people hold, or that open a clause.
const NO_NAME: &str = "的了在是为将把被让使从到由各全本该这那其有无不没要会能可已还又也都均就并且或等们我你他她它个名位第每某首再";

/// Parses a name without a surname that any table lists: a run of characters that make no word,
/// up to what can well follow a name.
///
/// ```
/// use zhengmai::mentions::names::unlisted;
/// let name = |s: &str, at: usize| unlisted(s, at).map(|n| s[at..n.end].to_owned());
/// assert_eq!(name("县委书记子克拉格出席会议", "县委书记".len()).as_deref(), Some("子克拉格"));
/// assert_eq!(name("县委书记带头参加", "县委书记".len()), None);
/// ```
pub fn unlisted(s: &str, at: usize) -> Option<Parsed> {
    const LONGEST: usize = 6;
    let mut end = at;
    for (count, c) in s[at..].chars().enumerate() {
        if count >= 2 {
            let follow = follow(s, end);
            let closed = follow == 3
                || follow == 2
                    && (follower(s, end).is_none_or(|w| w.chars().count() > 1)
                        || governs(s, end)
                        || opens_word(s, at, end));
            if closed {
                return is_sound(&s[at..end], follow).then_some(Parsed { end, follow });
            }
        }
        if !is_han(c) || NO_NAME.contains(c) || count == LONGEST {
            return None;
        }
        end += c.len_utf8();
    }
    is_sound(&s[at..end], 3).then_some(Parsed { end, follow: 3 })
}

/// Parses a name that is, or begins with, the name of a place: 副局长洋河应邀出席, 主任宕昌明、. Only
/// right after a post of a particular body, before a verb of taking part or, of three
/// characters, a mark.
///
/// ```
/// use zhengmai::mentions::names::placed;
/// let name = |s: &str, at: usize| placed(s, at).map(|n| s[at..n.end].to_owned());
/// assert_eq!(name("县水务局副局长洋河应邀出席", "县水务局副局长".len()).as_deref(), Some("洋河"));
/// assert_eq!(name("县林业局局长带队出席会议", "县林业局局长".len()), None);
/// ```
pub fn placed(s: &str, at: usize) -> Option<Parsed> {
    [3, 2].into_iter().find_map(|length: usize| {
        let name = crate::text::after(s, at, length);
        let end = at + name.len();
        let whole = name.chars().count() == length
            && name.chars().all(|c| is_han(c) && !NO_NAME.contains(c))
            && !name.ends_with(['省', '市', '县', '区', '镇', '乡', '村', '州', '旗', '盟']);
        if !whole {
            return None;
        }
        let follow = follow(s, end);
        let verb = follow == 2 && follower(s, end).is_some_and(|w| w.chars().count() > 1);
        let mark = follow == 3 && length == 3 && s[end..].starts_with(['、', '，']);
        let sound = || !starts_with_verb(name) && !holds_verb(name) && !is_division(name);
        ((verb || mark) && is_placed(name) && sound()).then_some(Parsed { end, follow })
    })
}

/// Whether a name is a place's, or a place's with one more character.
fn is_placed(name: &str) -> bool {
    let proper = |tag: &str| ["ns", "nr", "nz"].iter().any(|t| tag.starts_with(t));
    let tags = jieba().tag(name, false);
    tags.iter()
        .any(|t| proper(t.tag) && t.word.chars().count() > 1)
        && tags.iter().all(|t| {
            proper(t.tag) || t.word.chars().count() == 1 && !t.tag.starts_with(['v', 'd', 'p'])
        })
}

/// Whether a county or city has the name.
fn is_division(name: &str) -> bool {
    let gazetteer = Lexicon::embedded().gazetteer();
    let large = |ids: &[DivisionId]| ids.iter().any(|d| gazetteer[*d].level != Level::Township);
    large(gazetteer.by_short(name)) || large(gazetteer.by_name(name))
}

/// Whether a run of characters makes no word: of two a name only where a verb follows.
fn is_sound(name: &str, follow: u8) -> bool {
    let short = name.chars().count() == 2;
    if name.is_empty()
        || short && follow == 3
        || starts_with_verb(name)
        || holds_verb(name)
        || is_word(name)
    {
        return false;
    }
    // 也, 于 and the like open what is said of somebody, no name.
    let listed = jieba().has_word(name);
    listed
        || follower(name, 0).is_none()
            && jieba().cut(name, false).iter().all(|t| {
                let single = t.word.chars().count() == 1;
                single || !short && t.word.chars().all(is_transliterating)
            })
}

/// Parses a name printed with spaces to fill the room of three characters: 王 伟, 叶 尔 肯.
///
/// ```
/// use zhengmai::mentions::names::spaced;
/// let name = |s: &str| spaced(s, 0).map(|n| s[..n.end].to_owned());
/// assert_eq!(name("王  伟主持会议").as_deref(), Some("王  伟"));
/// assert_eq!(name("张 宏 伟、李 强").as_deref(), Some("张 宏 伟"));
/// assert_eq!(name("王 伟 李 强出席").as_deref(), Some("王 伟"));
/// assert_eq!(name("王小伟 出席"), None);
/// ```
pub fn spaced(s: &str, at: usize) -> Option<Parsed> {
    let part = |at: usize| {
        let c = s[at..].chars().next().filter(|&c| is_han(c))?;
        Some((c, at + c.len_utf8()))
    };
    let skip = |at: usize| {
        let rest = &s[at..];
        let spaces = rest.len() - rest.trim_start_matches(' ').len();
        (1..=4).contains(&spaces).then_some(at + spaces)
    };
    let (first, end) = part(at)?;
    let two = skip(end).filter(|_| NAMES.single.contains(&first));
    // 欧阳 平: a surname of two characters.
    let compound = part(end)
        .filter(|&(_, end)| NAMES.compound.contains(&s[at..end]))
        .and_then(|(_, end)| skip(end));
    let (_, end) = part(compound.or(two)?)?;
    let third = skip(end).and_then(part).filter(|&(c, end)| {
        let next = skip(end).and_then(part).is_some() && NAMES.single.contains(&c);
        !next && follow(s, end) >= 2
    });
    let end = third.map_or(end, |(_, end)| end);
    let follow = follow(s, end);
    (follow > 0).then_some(Parsed { end, follow })
}
