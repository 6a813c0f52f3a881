//! What of the cases was not understood: a case is `tests/cases/coverage/<name>.txt`, an
//! article, a line `---`, and each sentence without a fact as `trigger | facts expected |
//! sentence`, in order; a line that begins with `#` is a remark.

use std::fs;
use std::path::Path;

use zhengmai::facts::Reader;
use zhengmai::facts::coverage::Coverage;
use zhengmai::ingest::Article;

#[test]
fn sentences_without_a_fact_are_found() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/coverage");
    let mut paths: Vec<_> = fs::read_dir(&folder)
        .expect("a folder of cases")
        .map(|entry| entry.expect("a readable folder").path())
        .collect();
    paths.sort();
    assert!(!paths.is_empty(), "no cases of coverage");
    let reader = Reader::new();
    let mut wrong = Vec::new();
    for path in paths {
        let case = fs::read_to_string(&path).expect("a readable case");
        let (article, rows) = case.split_once("\n---\n").expect("a line ---");
        let expected: Vec<&str> = rows.lines().filter(|row| !row.starts_with('#')).collect();
        let record = reader.read(&Article::new(article));
        let mut coverage = Coverage::default();
        let gaps = coverage.add(&record);
        let found: Vec<String> = gaps
            .iter()
            .map(|gap| {
                let facts = gap.expected.join(" or ");
                format!("{} | {facts} | {}", gap.trigger, gap.sentence)
            })
            .collect();
        if found != expected {
            wrong.push(format!("{}\n{}", path.display(), found.join("\n")));
        }
        // The counts are those of the rows, and the spans say where.
        let without: usize = coverage.triggers.iter().map(|count| count.without()).sum();
        assert_eq!(without, gaps.len(), "{}", path.display());
        let text: Vec<char> = record.text.chars().collect();
        for gap in gaps {
            assert_eq!(gap.at[1] - gap.at[0], gap.trigger.chars().count());
            assert!(gap.span[0] <= gap.at[0] && gap.at[1] <= gap.span[1]);
            assert!(gap.span[1] <= text.len());
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
