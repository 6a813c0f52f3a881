//! Folds a text for matching, one code point for one code point, and keeps the way back.

use std::sync::LazyLock;

use ferrous_opencc::{OpenCC, config::BuiltinConfig};

use super::CharSet;
use super::gate::{Noting, Occurring};

/// The way from the folded text back to the plain one and to code points.
#[derive(Clone, Debug)]
pub(super) struct OffsetMap {
    /// Code points that begin before every [`STEP`]th byte of the folded text.
    folded: Vec<u32>,
    /// Where characters of other lengths end in the folded text, and how far the plain text
    /// is ahead of it from there on.
    ahead: Vec<(u32, i32)>,
}

/// Bytes are counted many at once.
const STEP: usize = 64;

impl OffsetMap {
    /// The code point of a byte in the folded text, or one past the last.
    pub(super) fn code_point(&self, folded: &str, byte: usize) -> usize {
        let from = byte / STEP * STEP;
        let starts = begun(&folded.as_bytes()[from..byte]);
        let inside = usize::from(!folded.is_char_boundary(byte));
        (self.folded[byte / STEP] + starts) as usize - inside
    }

    /// The byte in the plain text of a byte in the folded text, that of its character's beginning.
    pub(super) fn plain_byte(&self, folded: &str, byte: usize) -> usize {
        let byte = folded.floor_char_boundary(byte);
        let passed = self.ahead.partition_point(|&(at, _)| at as usize <= byte);
        let ahead = passed.checked_sub(1).map_or(0, |i| self.ahead[i].1);
        byte.wrapping_add_signed(ahead as isize)
    }
}

/// Code points that begin in some bytes.
fn begun(bytes: &[u8]) -> u32 {
    bytes.iter().map(|b| u32::from(*b as i8 >= -0x40)).sum()
}

/// A text folded, the same merely simplified, and what else is learnt on the way.
pub(super) struct Folded {
    pub(super) folded: String,
    pub(super) plain: String,
    pub(super) map: OffsetMap,
    pub(super) occurring: Occurring,
    /// Where the folded text has other characters than Chinese ones.
    pub(super) marks: Vec<u32>,
}

/// Folds a text. Only a text that is Traditional as a whole is simplified: 乾县 and the surname
/// 於 are good Simplified.
pub(super) fn fold(text: &str) -> Folded {
    let (folded, traditional) = fold_plain(text.to_owned());
    match traditional.then(|| simplify(text)).flatten() {
        Some(simplified) => fold_plain(simplified).0,
        None => folded,
    }
}

/// Folds a text as it is; tells whether it looks Traditional.
fn fold_plain(plain: String) -> (Folded, bool) {
    let mut folded = String::with_capacity(plain.len() + plain.len() / 8);
    let mut noting = Noting::new(plain.len());
    let mut marks = Vec::with_capacity(plain.len() / 16);
    let mut ahead = Vec::new();
    let (mut han, mut traditional) = (0_usize, 0_usize);
    let sample = sample(&plain);
    let old = &*TRADITIONAL;
    let mut before = '\n';
    let mut open_quote = false;
    // What has not been copied as yet, and how much longer the folded text is.
    let (mut copied, mut longer) = (0, 0_isize);
    for (byte, c) in plain.char_indices() {
        let at = byte.wrapping_add_signed(longer);
        let mut to = c;
        if is_han(c) {
            if byte < sample {
                han += 1;
                traditional += usize::from(old.contains(c));
            }
        } else {
            let end = byte + c.len_utf8();
            match c {
                '\n' => open_quote = false,
                '"' => {
                    to = if open_quote { '”' } else { '“' };
                    open_quote = !open_quote;
                }
                _ => to = fold_mark(c, before, &plain[end..]),
            }
            marks.push(at as u32);
            if to != c {
                folded.push_str(&plain[copied..byte]);
                folded.push(to);
                copied = end;
                if to.len_utf8() != c.len_utf8() {
                    longer = folded.len() as isize - end as isize;
                    ahead.push((folded.len() as u32, -longer as i32));
                }
            }
        }
        noting.note(at, to);
        if c == '\n' {
            noting.end_line(at + 1);
        }
        before = c;
    }
    folded.push_str(&plain[copied..]);
    let mut points = Vec::with_capacity(folded.len() / STEP + 1);
    points.push(0);
    let mut count = 0;
    points.extend(folded.as_bytes().chunks_exact(STEP).map(|chunk| {
        count += begun(chunk);
        count
    }));
    let folded = Folded {
        folded,
        plain,
        map: OffsetMap {
            folded: points,
            ahead,
        },
        occurring: noting.end(),
        marks,
    };
    (folded, traditional * 50 >= han && traditional > 0)
}

/// Where the part of a text ends by which it is told whether it is Traditional.
fn sample(text: &str) -> usize {
    const CHARS: usize = 4000;
    let mut chars = text.chars();
    let _last = chars.nth(CHARS - 1);
    text.len() - chars.as_str().len()
}

pub(super) fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// A character that is no Chinese one folded, given what stands beside it: a comma between
/// digits stays ASCII.
fn fold_mark(c: char, before: char, after: &str) -> char {
    let in_number = || {
        before.is_ascii_alphanumeric()
            && after.starts_with(|next: char| next.is_ascii_alphanumeric())
    };
    match c {
        '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' => {
            char::from_u32(c as u32 - 0xfee0).unwrap_or(c)
        }
        '\u{3000}' | '\u{a0}' | '\t' | '\u{2002}'..='\u{200b}' | '\u{feff}' => ' ',
        ',' if !in_number() => '，',
        ':' if !in_number() => '：',
        ';' => '；',
        '!' => '！',
        '?' => '？',
        '(' | '〔' | '﹝' => '（',
        ')' | '〕' | '﹞' => '）',
        '［' => '[',
        '］' => ']',
        '％' => '%',
        '／' => '/',
        '．' => '.',
        '－' | '–' => '-',
        '～' => '~',
        '｜' => '|',
        '「' | '『' | '＂' | '〝' => '“',
        '」' | '』' | '〞' => '”',
        '・' | '•' | '‧' | '∙' | '･' => '·',
        _ => c,
    }
}

/// Frequent characters that only Traditional texts write.
static TRADITIONAL: LazyLock<CharSet> = LazyLock::new(|| {
    CharSet::new("會議國長書記應當務關開這個時來對發說現為與產業經濟區縣黨實際設計學習貫徹")
});

static T2S: LazyLock<Option<OpenCC>> =
    LazyLock::new(|| OpenCC::from_config(BuiltinConfig::T2s).ok());

/// A Traditional text in Simplified characters, code point for code point.
fn simplify(text: &str) -> Option<String> {
    let opencc = T2S.as_ref()?;
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let converted = opencc.convert(line);
        if converted.chars().count() == line.chars().count() {
            out.push_str(&converted);
            continue;
        }
        for c in line.chars() {
            let one = opencc.convert(c.encode_utf8(&mut [0; 4]));
            let mut chars = one.chars();
            out.push(chars.next().filter(|_| chars.next().is_none()).unwrap_or(c));
        }
    }
    Some(out)
}
