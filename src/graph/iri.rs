//! The IRI of every thing, made from what is known of it and from nothing else: two
//! machines that read the same give the same name, without talking.

use oxigraph::model::NamedNode;

/// What every IRI of an entity begins with.
pub const BASE: &str = "https://w3id.org/zhengmai/id/";

/// The graph that holds divisions and statutes.
pub const REFERENCE_GRAPH: &str = "https://w3id.org/zhengmai/id/graph/reference";

/// The graph of notes on how the store was built: in the store alone, in no export, and queries
/// see it only when they name it.
pub const BUILD_GRAPH: &str = "https://w3id.org/zhengmai/id/graph/build";

/// `division/410500`, from a GB/T 2260 code (9 digits for a township).
pub fn division(code: &str) -> NamedNode {
    node(&["division", code])
}

/// `agency/410500/住房和城乡建设局`, from its jurisdiction's code and its name without it. As in
/// all that follow, the article's hash stands for a code that is not known: a 县委 of an
/// unknown county is one article's, and joins with no other.
pub fn agency(scope: &str, local: &str) -> NamedNode {
    node(&["agency", scope, local])
}

/// `person/410500/陈志伟`, from the jurisdiction of the person's post.
pub fn person(scope: &str, name: &str) -> NamedNode {
    node(&["person", scope, name])
}

/// `post/410500/人民政府/常务副市长`, from the agency and the bare title.
pub fn post(scope: &str, local: &str, title: &str) -> NamedNode {
    node(&["post", scope, local, title])
}

/// `tenure/410500/陈志伟/410500/人民政府/常务副市长`, from the person and the post.
pub fn tenure(person: &NamedNode, post: &NamedNode) -> NamedNode {
    let tail = |iri: &NamedNode, kind: &str| {
        let path = iri.as_str().strip_prefix(BASE).unwrap_or(iri.as_str());
        path.strip_prefix(kind).unwrap_or(path).to_owned()
    };
    NamedNode::new_unchecked(format!(
        "{BASE}tenure/{}/{}",
        tail(person, "person/"),
        tail(post, "post/")
    ))
}

/// `meeting/410500/2018-05-29/冬季清洁取暖暨散煤治理工作推进会`. A meeting without a date
/// has the article's hash in its place: a name alone says not which of many meetings it is.
pub fn meeting(scope: &str, date: Option<&str>, article_hash: &str, name: &str) -> NamedNode {
    let date = date.unwrap_or(article_hash);
    node(&["meeting", scope, date, name])
}

/// `participation/` and a hash of who took part in what.
pub fn participation(meeting: &NamedNode, agent: &NamedNode) -> NamedNode {
    let hash = hash(&[meeting.as_str(), agent.as_str()]);
    node(&["participation", &hash])
}

/// `directive/` and a hash of where, by whom and in what words it was given: the same words
/// at the same meeting are one directive, whoever reports them.
pub fn directive(given_at: &NamedNode, by: &str, text: &str) -> NamedNode {
    node(&["directive", &hash(&[given_at.as_str(), by, text])])
}

/// `appointment/` and a hash of who came into which post, or left it, how and when: two reports
/// of one decision are one node.
pub fn appointment(person: &NamedNode, post: &NamedNode, kind: &str, when: &str) -> NamedNode {
    let hash = hash(&[person.as_str(), post.as_str(), kind, when]);
    node(&["appointment", &hash])
}

/// `quantity/` and a hash of where which figure was given of what: the same words at the same
/// meeting are one quantity, whoever reports them.
pub fn quantity(stated_at: &NamedNode, scope: &str, indicator: &str, text: &str) -> NamedNode {
    let hash = hash(&[stated_at.as_str(), scope, indicator, text]);
    node(&["quantity", &hash])
}

/// `deadline/10月底前/2018-10-31`, from its words and the days that are known, the first
/// before the last: `deadline/下半年/2018-07-01/2018-12-31`.
pub fn deadline(text: &str, start: Option<&str>, end: Option<&str>) -> NamedNode {
    let days = [start, end].into_iter().flatten();
    let segments: Vec<&str> = ["deadline", text].into_iter().chain(days).collect();
    node(&segments)
}

/// `document/河南省大气污染防治条例`, from [`canonical_title`].
pub fn document(title: &str) -> NamedNode {
    node(&["document", &canonical_title(title)])
}

/// `document/大气污染防治法/2018-10-26`, a dated text of a document.
pub fn dated_text(title: &str, date: &str) -> NamedNode {
    node(&["document", &canonical_title(title), date])
}

/// `comparison/` and a hash of the two nodes that are compared, the lesser IRI first.
pub fn comparison(a: &NamedNode, b: &NamedNode) -> NamedNode {
    node(&["comparison", &hash(&[a.as_str(), b.as_str()])])
}

/// `change/410500/2018-10/生态环境局`: what bodies of a jurisdiction became, and since when; names
/// of several are joined by `+`.
pub fn change(scope: &str, since: &str, to: &str) -> NamedNode {
    node(&["change", scope, since, to])
}

/// `initiative/蓝天保卫战`.
pub fn initiative(name: &str) -> NamedNode {
    node(&["initiative", name])
}

/// `place/洹河`, a place that is known by its name alone.
pub fn place(name: &str) -> NamedNode {
    node(&["place", name])
}

/// `article/` and the article's hash, see [`Article::hash`](crate::ingest::Article::hash).
pub fn article(hash: &str) -> NamedNode {
    node(&["article", hash])
}

/// The article's IRI with the characters that say something (RFC 5147): `…#char=120,135`.
pub fn evidence(article: &NamedNode, [start, end]: [usize; 2]) -> NamedNode {
    NamedNode::new_unchecked(format!("{}#char={start},{end}", article.as_str()))
}

/// Splits `article/…#char=120,135` into the article's IRI and the characters.
pub fn split_evidence(iri: &str) -> Option<(&str, [usize; 2])> {
    let (article, range) = iri.split_once("#char=")?;
    let (start, end) = range.split_once(',')?;
    Some((article, [start.parse().ok()?, end.parse().ok()?]))
}

/// Where an article came from: an address as it is, a path as `file:` with its parts
/// encoded. Where the source gave the article an id of its own, a path has it behind `#`,
/// for many articles may stand in one file.
pub fn source(source: &str, own_id: Option<&str>) -> NamedNode {
    if source.starts_with("http://") || source.starts_with("https://") {
        return NamedNode::new_unchecked(encode(source, "/?#%[]@:"));
    }
    let path = source
        .strip_prefix("file:")
        .unwrap_or(source)
        .replace('\\', "/");
    let mut iri = format!("file:{}", encode(&path, "/"));
    if let Some(id) = own_id {
        iri.push('#');
        iri.push_str(&encode(id, "/"));
    }
    NamedNode::new_unchecked(iri)
}

/// The title by which texts of a document are one: without 《》, spaces and the state's
/// name before it, brackets in ASCII.
///
/// ```
/// use zhengmai::graph::iri::canonical_title;
/// assert_eq!(canonical_title("中华人民共和国大气污染防治法"), "大气污染防治法");
/// assert_eq!(canonical_title("清洁取暖工作方案（试行）"), "清洁取暖工作方案(试行)");
/// ```
pub fn canonical_title(title: &str) -> String {
    let folded: String = title
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '《' | '》'))
        .map(|c| match c {
            '（' => '(',
            '）' => ')',
            _ => c,
        })
        .collect();
    match folded.strip_prefix("中华人民共和国") {
        Some(rest) if !rest.is_empty() => rest.to_owned(),
        _ => folded,
    }
}

/// The decoded segments of an IRI that this file made, without [`BASE`]; none for another.
///
/// ```
/// use zhengmai::graph::iri;
/// assert_eq!(iri::segments(&iri::person("410500", "甲/乙")), ["person", "410500", "甲/乙"]);
/// ```
pub fn segments(iri: &NamedNode) -> Vec<String> {
    let path = iri.as_str().strip_prefix(BASE).unwrap_or_default();
    path.split('/')
        .filter(|_| !path.is_empty())
        .map(decode)
        .collect()
}

fn decode(segment: &str) -> String {
    if !segment.contains('%') {
        return segment.to_owned();
    }
    let mut bytes = Vec::with_capacity(segment.len());
    let mut rest = segment.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        let byte = code.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match byte {
            Some(byte) if first == b'%' => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// First 16 hexadecimal digits of the BLAKE3 hash of some strings.
pub(super) fn hash(parts: &[&str]) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update(&[0]);
    }
    hasher.finalize().to_hex()[..16].to_owned()
}

fn node(segments: &[&str]) -> NamedNode {
    let mut iri = BASE.to_owned();
    for (i, segment) in segments.iter().enumerate() {
        if i > 0 {
            iri.push('/');
        }
        iri.push_str(&encode(segment, ""));
    }
    NamedNode::new_unchecked(iri)
}

/// Percent-encodes what an IRI may not hold (RFC 3987) and the delimiters / ? # % [ ] @ :
/// except the ones that are to be kept; Chinese stays.
fn encode(text: &str, keep: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let allowed = match c {
            'A'..='Z' | 'a'..='z' | '0'..='9' => true,
            '-' | '.' | '_' | '~' | '!' | '$' | '&' | '\'' | '(' | ')' | '*' | '+' | ',' | ';'
            | '=' => true,
            '@' | ':' | '/' | '?' | '#' | '%' | '[' | ']' => keep.contains(c),
            c if c.is_ascii() => false,
            '\u{a0}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{ffef}' => {
                !is_bidirectional_mark(c)
            }
            c => ('\u{10000}'..='\u{dffff}').contains(&c) && (c as u32 & 0xffff) < 0xfffe,
        };
        if allowed {
            out.push(c);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    out
}

fn is_bidirectional_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_makes_a_valid_iri() {
        let nasty = "a b<c>\"{}|\\^`/?#%[]\u{7}\u{85}\u{202e}\u{e000}\u{fffd}\u{1fffe}中文";
        for iri in [
            initiative(nasty),
            source(nasty, Some(nasty)),
            meeting("0", Some(nasty), "0", nasty),
        ] {
            NamedNode::new(iri.as_str()).unwrap_or_else(|e| panic!("{iri}: {e}"));
        }
    }

    #[test]
    fn a_tenure_names_person_and_post() {
        let person = person("410500", "陈志伟");
        let post = post("410500", "人民政府", "常务副市长");
        assert_eq!(
            tenure(&person, &post).as_str(),
            "https://w3id.org/zhengmai/id/tenure/410500/陈志伟/410500/人民政府/常务副市长"
        );
    }

    #[test]
    fn evidence_can_be_taken_apart() {
        let iri = evidence(&article("00ff"), [3, 9]);
        assert_eq!(
            split_evidence(iri.as_str()),
            Some(("https://w3id.org/zhengmai/id/article/00ff", [3, 9]))
        );
        assert_eq!(
            split_evidence("https://w3id.org/zhengmai/id/article/00ff"),
            None
        );
    }

    #[test]
    fn sources_are_addresses_or_files() {
        assert_eq!(
            source("seeds/安 阳.txt", None).as_str(),
            "file:seeds/安%20阳.txt"
        );
        assert_eq!(source("a.jsonl", Some("d-1")).as_str(), "file:a.jsonl#d-1");
        assert_eq!(
            source("https://x.cn/a?b=1#c", Some("1")).as_str(),
            "https://x.cn/a?b=1#c"
        );
    }
}
