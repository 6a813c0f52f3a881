//! Reading: the seeds, file by file, and every input that gives no article.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::{Compression, write::GzEncoder};
use proptest::prelude::*;
use tempfile::TempDir;
use zhengmai::ingest::{Article, Kind, Options, Reason, Skip, read, read_bytes};
use zhengmai::text::Text;

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Reads paths with the default options.
fn items<P: AsRef<Path>>(paths: &[P]) -> Vec<Result<Article, Skip>> {
    let show = |p: &P| p.as_ref().display().to_string();
    let inputs: Vec<String> = paths.iter().map(show).collect();
    read(&inputs, &Options::default()).collect()
}

fn texts(items: &[Result<Article, Skip>]) -> Vec<&str> {
    items.iter().flatten().map(|a| a.text.as_str()).collect()
}

fn reasons(items: Vec<Result<Article, Skip>>) -> Vec<Reason> {
    items
        .into_iter()
        .filter_map(Result::err)
        .map(|s| s.reason)
        .collect()
}

/// A folder with files in it.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
    folder
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("memory takes it");
    encoder.finish().expect("memory takes it")
}

/// Name of a seed's case: its id if it has one of its own, else its file's stem.
fn seed_name(article: &Article) -> String {
    if article.id != article.hash() {
        return article.id.clone();
    }
    let source = article.source.as_deref().unwrap_or_default();
    let stem = Path::new(source).file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}

fn seeds() -> BTreeMap<String, Article> {
    let mut seeds = BTreeMap::new();
    let mut files: Vec<_> = fs::read_dir(root("seeds"))
        .expect("seeds/ is committed")
        .map(|entry| entry.expect("a readable entry").path())
        .filter(|path| Kind::of(path).is_ok() && !path.ends_with("README.md"))
        .collect();
    files.sort();
    for file in files {
        for item in items(&[&file]) {
            let article = item.expect("every seed is an article");
            let is_json = Kind::of(&file).is_ok_and(|(kind, _)| kind == Kind::JsonLines);
            let stem = file.file_stem().unwrap_or_default().to_string_lossy();
            let name = if is_json {
                seed_name(&article)
            } else {
                stem.into_owned()
            };
            assert!(
                seeds.insert(name.clone(), article).is_none(),
                "two seeds are {name}"
            );
        }
    }
    seeds
}

/// Every seed reads back as the case of its name: its lines stand at the beginning, none lost,
/// and what is read of them, headlines and body, is all that is read of the seed. Pages may
/// bring a few lines more of what stood below the article.
#[test]
fn seeds_read_back_whole() {
    let seeds = seeds();
    let cases = fs::read_dir(root("tests/cases/ingest/seeds")).expect("the cases are committed");
    assert_eq!(cases.count(), seeds.len());
    for (name, article) in seeds {
        let case = root("tests/cases/ingest/seeds").join(format!("{name}.txt"));
        let expected = fs::read_to_string(&case).unwrap_or_else(|_| panic!("no case for {name}"));
        let lines = |text: &str| -> Vec<String> {
            let lines = text.lines().map(str::trim).filter(|l| !l.is_empty());
            lines.map(str::to_owned).collect()
        };
        let (found, wanted) = (lines(&article.text), lines(&expected));
        assert_eq!(found[..wanted.len().min(found.len())], wanted, "{name}");
        assert!(
            found.len() <= wanted.len() + 6,
            "{name}: {:?}",
            &found[wanted.len()..]
        );
        let read = |article: &Article| -> Vec<String> {
            let text = Text::new(article);
            text.read().map(|p| text.str(p.span).to_owned()).collect()
        };
        assert_eq!(read(&article), read(&Article::new(&expected)), "{name}");
    }
}

#[test]
fn the_folder_of_seeds_gives_its_articles_and_skips_its_readme() {
    let items = items(&[root("seeds")]);
    assert_eq!(items.iter().flatten().count(), 95);
    assert_eq!(reasons(items), [Reason::ReadMe]);
}

#[test]
fn pages_and_lines_give_date_and_source() {
    let seeds = seeds();
    for (name, published, source) in [
        (
            "xiaoyi-qingjie-qunuan",
            "2019-09-04",
            "https://news.example.org/xiaoyi/201909/t20190904_1.html",
        ),
        (
            "sichuan-changwu-huiyi",
            "2022-06-10",
            "seeds/sichuan-changwu-huiyi.html",
        ),
        (
            "qingyuan-ducha-zhenggai",
            "2023-03-30",
            "https://news.example.org/qingyuan/2023/0330/c1.html",
        ),
        (
            "enshi-renda-renmian",
            "2023-11-30",
            "https://news.example.org/enshi/2023/1130/2.htm",
        ),
        (
            "suzhou-pochan-fuyuan",
            "2024-05-25",
            "https://news.example.org/suzhou/20240525-pochan",
        ),
        (
            "foshan-zhengxie-xieshang",
            "2022-08-26",
            "https://news.example.org/foshan/20220826-a02",
        ),
        (
            "chunyun-dianshidianhua-huiyi",
            "2024-01-10",
            "seeds/chunyun-xilinguole.jsonl.gz",
        ),
    ] {
        let seed = &seeds[name];
        assert_eq!(seed.published.as_deref(), Some(published), "{name}");
        let found = seed.source.as_deref().unwrap_or_default();
        assert!(found.ends_with(source), "{name}: {found}");
        let first = seed.text.lines().next();
        assert!(
            seed.title.is_none() || seed.title.as_deref() == first,
            "{name}"
        );
    }
}

#[test]
fn folders_globs_and_files_come_in_a_settled_order_each_file_once() {
    let folder = folder(&[
        ("b.txt", "乙".as_bytes()),
        ("a/c.md", "# 丙".as_bytes()),
        ("a/d.txt.gz", &gzip("丁".as_bytes())),
        ("a.txt", "甲".as_bytes()),
        ("picture.png", b"\x89PNG"),
        ("README.md", "# 说明".as_bytes()),
        (".hidden.txt", "隐".as_bytes()),
    ]);
    let path = folder.path();
    let all = items(&[path]);
    assert_eq!(texts(&all), ["丙", "丁", "甲", "乙"]);
    assert_eq!(
        reasons(all),
        [Reason::ReadMe, Reason::UnknownKind("png".to_owned())]
    );
    let again = items(&[
        path.join("b.txt"),
        path.join("*.txt"),
        path.join("a/../b.txt"),
        path.join("a"),
    ]);
    assert_eq!(texts(&again), ["乙", "甲", "丙", "丁"]);
    let named = items(&[path.join("README.md")]);
    assert_eq!(texts(&named), ["说明"]);
    let source = named[0].as_ref().expect("it is read").source.clone();
    assert_eq!(source, Some(path.join("README.md").display().to_string()));
}

#[test]
fn json_lines_take_their_fields_and_go_on_after_a_bad_line() {
    let lines = "\u{feff}{\"id\": 7, \"title\": \"推进会召开\", \"published\": \"2018/5/31 08:00\", \"text\": \"5月29日，会议召开。\", \"url\": \"https://example.org/7\"}\n\
        \n\
        not json\n\
        [1]\n\
        {\"title\": \"无正文\"}\n\
        {\"text\": \"  \"}\n\
        {\"text\": \"推进会召开\\n会议召开。\", \"title\": \"推进会召开\", \"source\": null}";
    let folder = folder(&[("a.jsonl", lines.as_bytes())]);
    let path = folder.path().join("a.jsonl");
    let items = items(&[&path]);
    let first = items[0].as_ref().expect("a good line");
    assert_eq!(first.id, "7");
    assert_eq!(first.text, "推进会召开\n5月29日，会议召开。");
    assert_eq!(first.published.as_deref(), Some("2018-05-31"));
    assert_eq!(first.source.as_deref(), Some("https://example.org/7"));
    let last = items[5].as_ref().expect("a good line");
    assert_eq!(last.text, "推进会召开\n会议召开。");
    assert_eq!(last.source, Some(path.display().to_string()));
    let at: Vec<_> = items
        .iter()
        .filter_map(|i| i.as_ref().err()?.line)
        .collect();
    assert_eq!(at, [3, 4, 5, 6]);
    let reasons = reasons(items);
    assert!(matches!(reasons[0], Reason::Json(_)) && matches!(reasons[1], Reason::Json(_)));
    assert_eq!(reasons[2..], [Reason::NoTextField, Reason::Empty]);
}

#[test]
fn json_lines_of_other_encodings_are_read() {
    let line = "{\"text\": \"黄石市召开河湖长会议，市委书记主持会议并讲话。\"}\n";
    let utf16: Vec<u8> = std::iter::once(0xfeff)
        .chain(line.repeat(2).encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let (gbk, _, _) = encoding_rs::GB18030.encode(line);
    let folder = folder(&[("a.jsonl", &gbk), ("b.jsonl", &utf16)]);
    let items = items(&[folder.path()]);
    assert_eq!(
        texts(&items),
        ["黄石市召开河湖长会议，市委书记主持会议并讲话。"; 3]
    );
}

#[test]
fn a_line_over_the_limit_is_read_past() {
    let long = format!("{{\"text\": \"{}\"}}\n", "会".repeat(1000));
    let lines = format!("{{\"text\": \"甲\"}}\n{long}{{\"text\": \"乙\"}}\n");
    let folder = folder(&[("a.jsonl", lines.as_bytes()), ("b.txt", long.as_bytes())]);
    let options = Options {
        max_bytes: 1000,
        ..Options::default()
    };
    let inputs = [folder.path().display().to_string()];
    let items: Vec<_> = read(&inputs, &options).collect();
    assert_eq!(texts(&items), ["甲", "乙"]);
    let too_long = |bytes| Reason::TooLong { bytes, limit: 1000 };
    assert_eq!(items[1].as_ref().expect_err("too long").line, Some(2));
    assert_eq!(
        reasons(items),
        [too_long(long.len() as u64 - 1), too_long(1001)]
    );
}

/// A line of 200 MB, made by compression so that the test writes 200 KB: with the default
/// limit it is read past, and what stands after it is read.
#[test]
fn a_line_of_200_megabytes_is_skipped() {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder
        .write_all(b"{\"text\": \"")
        .expect("memory takes it");
    for _ in 0..200 {
        encoder
            .write_all(&vec![b'x'; 1 << 20])
            .expect("memory takes it");
    }
    encoder
        .write_all("\"}\n{\"text\": \"会议召开。\"}\n".as_bytes())
        .expect("memory takes it");
    let bytes = encoder.finish().expect("memory takes it");
    let folder = folder(&[("a.jsonl.gz", &bytes), ("b.txt.gz", &bytes)]);
    let items = items(&[folder.path()]);
    assert_eq!(texts(&items), ["会议召开。"]);
    let lengths: Vec<bool> = reasons(items)
        .iter()
        .map(|r| matches!(r, Reason::TooLong { .. }))
        .collect();
    assert_eq!(lengths, [true, true]);
}

#[test]
fn what_gives_no_article_says_why() {
    let (gbk, _, _) = encoding_rs::GBK.encode("会议召开，市委书记主持会议。");
    let mut broken = "会议召开，市委书记主持会议。".as_bytes().to_vec();
    broken[9] = 0xff;
    let binary: Vec<u8> = (0..=255).cycle().take(3000).collect();
    let folder = folder(&[
        ("a-empty.txt", b""),
        ("b-blank.md", b" \n\n"),
        ("c-binary.txt", &binary),
        ("d-broken.txt", &broken),
        ("e-gbk.txt", &gbk),
        (
            "f-page.html",
            b"<html><body><img src='a.png'></body></html>",
        ),
        ("g-empty.jsonl", b""),
        ("h.pdf", b"%PDF-1.7"),
        ("i-not-gzip.txt.gz", b"plain text"),
    ]);
    let items = items(&[folder.path()]);
    assert_eq!(texts(&items), ["会议召开，市委书记主持会议。"]);
    let reasons = reasons(items);
    assert_eq!(
        reasons[..7],
        [
            Reason::Empty,
            Reason::Empty,
            Reason::Binary,
            Reason::Encoding {
                encoding: "UTF-8",
                offset: 9
            },
            Reason::Empty,
            Reason::Empty,
            Reason::UnknownKind("pdf".to_owned()),
        ]
    );
    assert!(matches!(&reasons[7], Reason::Io(why) if why.contains("gzip")));
}

#[test]
fn a_truncated_gzip_keeps_the_lines_before_the_cut() {
    let line = |i: usize| {
        format!(
            "{{\"id\": \"{i}\", \"text\": \"第{i}次会议召开，编号{}。\"}}\n",
            i * 7919 % 10007
        )
    };
    let whole: String = (0..5000).map(line).collect();
    let bytes = gzip(whole.as_bytes());
    let cut = &bytes[..bytes.len() / 2];
    let folder = folder(&[("a.jsonl.gz", cut), ("b.txt.gz", cut)]);
    let items = items(&[folder.path()]);
    let kept = items.iter().flatten().count();
    assert!(kept > 1000, "only {kept} lines were kept");
    let skips: Vec<_> = items.into_iter().filter_map(Result::err).collect();
    assert_eq!(skips.len(), 2);
    assert!(skips.iter().all(|s| s.reason == Reason::TruncatedGzip));
    assert_eq!(skips[0].line, Some(kept as u64 + 1));
}

#[test]
fn paths_that_are_not_there_are_told() {
    let folder = folder(&[("empty/.keep", b"")]);
    let path = folder.path();
    #[cfg(unix)]
    std::os::unix::fs::symlink(path.join("nowhere"), path.join("link.txt")).expect("a link");
    let reasons = reasons(items(&[
        path.join("nowhere.txt"),
        path.join("nowhere/*.txt"),
        path.join("empty"),
        #[cfg(unix)]
        path.join("link.txt"),
        #[cfg(unix)]
        path.to_owned(),
    ]));
    assert!(matches!(reasons[0], Reason::Io(_)));
    assert_eq!(reasons[1..3], [Reason::NoMatch, Reason::NoMatch]);
    if cfg!(unix) {
        assert!(
            matches!(&reasons[3..], [Reason::Io(_), Reason::Io(_)]),
            "{reasons:?}"
        );
    }
}

#[test]
fn an_encoding_that_is_asked_for_is_taken() {
    let (big5, _, _) = encoding_rs::BIG5.encode("會議召開");
    let folder = folder(&[("a.txt", &big5)]);
    let options = Options {
        encoding: Options::encoding("big5"),
        ..Options::default()
    };
    let inputs = [folder.path().display().to_string()];
    let items: Vec<_> = read(&inputs, &options).collect();
    assert_eq!(texts(&items), ["會議召開"]);
}

#[test]
fn a_page_nested_beyond_measure_is_read() {
    let deep = format!(
        "{}会议召开。{}",
        "<div>".repeat(2_000),
        "</div>".repeat(2_000)
    );
    let article = read_bytes(deep.as_bytes(), Kind::Html, "a.html", &Options::default());
    assert_eq!(article.map(|a| a.text), Ok("会议召开。".to_owned()));
}

proptest! {
    #[test]
    fn any_bytes_give_an_article_or_a_reason(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for kind in [Kind::Text, Kind::Markdown, Kind::Html, Kind::JsonLines] {
            if let Ok(article) = read_bytes(&bytes, kind, "a", &Options::default()) {
                prop_assert!(!article.text.is_empty());
            }
        }
    }

    #[test]
    fn any_page_gives_lines_of_its_own(
        page in "(<(p|div|h1|table|td|br|a|ul|li|title|article|form)>|</(p|div|h1|td|a|ul)>|会议召开，李明主持会议。|\n|&nbsp;|[a-z市会，]){0,60}",
    ) {
        if let Ok(article) = read_bytes(page.as_bytes(), Kind::Html, "a", &Options::default()) {
            prop_assert!(article.text.lines().all(|l| !l.is_empty()));
            prop_assert_eq!(&Article::new(&article.text).text, &article.text);
        }
    }
}
