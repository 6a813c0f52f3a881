//! Paragraph kinds: every file of tests/cases/text is an article whose lines are marked with
//! what they are, `T|` headline, `B|` body, `C|` credit, `X|` boilerplate; empty lines stand as
//! they are.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use zhengmai::ingest::Article;
use zhengmai::text::{ParagraphKind, Text};

fn letter(kind: ParagraphKind) -> char {
    match kind {
        ParagraphKind::Title => 'T',
        ParagraphKind::Body => 'B',
        ParagraphKind::Credit => 'C',
        ParagraphKind::Boilerplate => 'X',
    }
}

#[test]
fn lines_are_what_the_cases_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/text");
    let mut files: Vec<_> = fs::read_dir(&folder)
        .expect("the case folder is committed")
        .map(|entry| entry.expect("a readable entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    assert!(files.len() >= 12, "cases have gone missing");
    let mut wrong = String::new();
    for file in files {
        let case = fs::read_to_string(&file).expect("a case is UTF-8");
        let text: Vec<&str> = case.lines().map(|l| l.get(2..).unwrap_or("")).collect();
        let text = Text::new(&Article::new(&text.join("\n")));
        let found: Vec<char> = text.paragraphs.iter().map(|p| letter(p.kind)).collect();
        let marked: Vec<&str> = case.lines().filter(|l| !l.trim().is_empty()).collect();
        assert_eq!(marked.len(), found.len(), "{}", file.display());
        for (line, found) in marked.iter().zip(found) {
            if !line.starts_with(found) {
                wrong += &format!("{}: {found} for {line}\n", file.display());
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

proptest! {
    #[test]
    fn any_text_is_cut_into_its_lines(source in "([市会议。，：（）编辑来源|0-9 \n]|\\PC){0,300}") {
        let article = Article::new(&source);
        let text = Text::new(&article);
        let lines = article.text.lines().filter(|l| !l.chars().all(|c| {
            c.is_whitespace() || ('\u{2002}'..='\u{200b}').contains(&c) || c == '\u{feff}'
        }));
        prop_assert_eq!(text.paragraphs.len(), lines.count());
        let mut end = 0;
        for paragraph in &text.paragraphs {
            prop_assert!(paragraph.span.start() >= end);
            end = paragraph.span.end();
            prop_assert_eq!(text.str(paragraph.span).trim(), text.str(paragraph.span));
        }
    }
}
