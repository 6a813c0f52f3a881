//! Documents, initiatives, utterances and directives, read from the cases in files.
//!
//! A case is `tests/cases/<task>/<name>.txt`: first `persons: …` and `agencies: …` if the
//! sentences name any (they are recognised elsewhere), then the sentences, `---`, and what
//! must be read from them, one row a line:
//!
//! - documents: `title | kind | relation`
//! - initiatives: the name
//! - utterances: `speaker | words`, with `(quoted)` after a speaker who is not there
//! - directives: `by | modality | audience or - | text`

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use zhengmai::base::Span;
use zhengmai::facts::utterances::{Speaker, utterances};
use zhengmai::facts::{directives, documents};
use zhengmai::ingest::Article;
use zhengmai::mentions::scan::Scan;
use zhengmai::mentions::{self, Kind, Mention};
use zhengmai::text::Text;

/// Mentions of the names that a header line lists.
fn named(text: &Text, names: &str, kind: Kind) -> Vec<Mention> {
    names
        .split(['，', ','])
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .flat_map(|name| {
            let found: Vec<usize> = text.folded.match_indices(name).map(|(i, _)| i).collect();
            assert!(!found.is_empty(), "{name} does not stand in the text");
            found.into_iter().map(move |i| Mention {
                span: Span::new(i, i + name.len()),
                kind,
                value: name.to_owned(),
                rule: "case",
            })
        })
        .collect()
}

fn read(task: &str, case: &str) -> (Vec<String>, Vec<String>) {
    let (given, expected) = case.split_once("\n---\n").expect("a line ---");
    let mut lines = given.lines().peekable();
    let mut heads = [
        ("persons: ", Kind::Person, ""),
        ("agencies: ", Kind::Agency, ""),
    ];
    for (head, _, names) in &mut heads {
        if let Some(rest) = lines.peek().and_then(|line| line.strip_prefix(*head)) {
            *names = rest;
            lines.next();
        }
    }
    // A text opens with its headline and a report; cases have neither.
    let opening = [
        "标题",
        "近日，有关活动如期举办，各方面代表一百多人到场，气氛热烈。",
    ];
    let body: Vec<&str> = opening.into_iter().chain(lines).collect();
    let text = Text::new(&Article::new(&body.join("\n")));
    let mut mentions = Vec::new();
    for (_, kind, names) in heads {
        mentions.extend(named(&text, names, kind));
    }
    let scan = Scan::new(&text.folded);
    mentions::documents::recognise(&text, &scan, &mut mentions);
    mentions::initiatives::recognise(&text, &scan, &mut mentions);
    let said = utterances(&text, &mentions);
    let one_line = |s: &str| s.trim().replace('\n', "/");
    let found = match task {
        "documents" => documents::read(&text, &mentions)
            .into_iter()
            .map(|d| format!("{} | {} | {}", d.title, d.kind, d.relation))
            .collect(),
        "initiatives" => mentions
            .iter()
            .filter(|m| m.kind == Kind::Initiative)
            .map(|m| m.value.clone())
            .collect(),
        "utterances" => said
            .iter()
            .map(|u| {
                let speaker = match &u.speaker {
                    Speaker::Person(name) => name.clone(),
                    Speaker::Agency(span) => text.surface(*span).to_owned(),
                    other => format!("{other:?}"),
                };
                let quoted = if u.quoted { " (quoted)" } else { "" };
                format!("{speaker}{quoted} | {}", one_line(text.surface(u.span)))
            })
            .collect(),
        "directives" => directives::read(&text, &mentions, &said)
            .into_iter()
            .map(|d| {
                let audience = d.audience.as_deref().unwrap_or("-");
                let text = one_line(&d.text);
                format!("{} | {} | {audience} | {text}", d.by, d.modality)
            })
            .collect(),
        _ => panic!("no task {task}"),
    };
    let expected = expected.lines().map(str::to_owned).collect();
    (expected, found)
}

fn check(task: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases")
        .join(task);
    let mut paths: Vec<_> = fs::read_dir(&folder)
        .expect("a folder of cases")
        .map(|entry| entry.expect("a readable folder").path())
        .collect();
    paths.sort();
    assert!(!paths.is_empty(), "no cases of {task}");
    let mut wrong = Vec::new();
    for path in paths {
        let case = fs::read_to_string(&path).expect("a readable case");
        let (expected, found) = read(task, &case);
        if expected != found {
            wrong.push(format!(
                "{}\n  expected:\n    {}\n  found:\n    {}",
                path.display(),
                expected.join("\n    "),
                found.join("\n    ")
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn documents_are_read() {
    check("documents");
}

#[test]
fn initiatives_are_recognised() {
    check("initiatives");
}

#[test]
fn utterances_are_told_apart() {
    check("utterances");
}

#[test]
fn directives_are_read() {
    check("directives");
}

#[test]
fn the_lexicon_of_initiatives_is_well_formed() {
    let table = include_str!("../data/initiatives.tsv");
    let mut lines = table.lines();
    assert_eq!(lines.next(), Some("name\tkind"));
    let kinds = [
        "doctrine",
        "principle",
        "strategy",
        "campaign",
        "programme",
        "system",
        "figure",
    ];
    let mut names = std::collections::BTreeSet::new();
    for line in lines {
        let (name, kind) = line.split_once('\t').expect("two cells");
        assert!(kinds.contains(&kind), "{line}");
        assert!(name.chars().count() > 1 && names.insert(name), "{line}");
    }
}

/// Pieces that the rules look for, in any order.
const PIECES: [&str; 34] = [
    "李明",
    "王芳",
    "他",
    "会议",
    "强调",
    "指出，",
    "要求",
    "提出三点要求：",
    "一是",
    "二是要",
    "（一）",
    "要",
    "必须",
    "不得",
    "《",
    "》",
    "〈",
    "〉",
    "“",
    "”",
    "的通知",
    "条例",
    "安全生产法",
    "审议",
    "，",
    "。",
    "；",
    "：",
    "\n",
    "批示",
    "总书记",
    "攻坚战",
    "ａ",
    "\u{20000}",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(picks in prop::collection::vec(0..PIECES.len(), 0..80)) {
        let article = picks.iter().map(|&i| PIECES[i]).collect::<String>();
        let text = Text::new(&Article::new(&article));
        let mut mentions: Vec<Mention> = ["李明", "王芳"]
            .iter()
            .flat_map(|name| {
                text.folded.match_indices(name).map(|(i, _)| Mention {
                    span: Span::new(i, i + name.len()),
                    kind: Kind::Person,
                    value: (*name).to_owned(),
                    rule: "case",
                })
            })
            .collect();
        let scan = Scan::new(&text.folded);
    mentions::documents::recognise(&text, &scan, &mut mentions);
        mentions::initiatives::recognise(&text, &scan, &mut mentions);
        for mention in &mentions {
            prop_assert!(!text.str(mention.span).is_empty());
        }
        let said = utterances(&text, &mentions);
        for u in &said {
            let apart = u.cue.end() <= u.span.start() || u.span.end() <= u.cue.start();
            prop_assert!(apart && text.str(u.span).len() == u.span.len());
        }
        let rows = directives::read(&text, &mentions, &said);
        for (i, row) in rows.iter().enumerate() {
            prop_assert_eq!(row.order, i + 1);
            prop_assert!(!row.text.is_empty());
        }
        for row in documents::read(&text, &mentions) {
            prop_assert!(!row.title.is_empty() && !row.evidence.spans.is_empty());
        }
    }
}
