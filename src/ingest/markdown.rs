//! Markdown → lines of text: markup goes, paragraphs, headings and items stay apart.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::{Article, published, stated};

/// The article of a Markdown text; front matter gives title, date and source.
pub(super) fn article(source: &str) -> Article {
    let source = source.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let (front, body) = front_matter(&source);
    let field = |names: &[&str]| {
        let line = front.lines().filter_map(|line| line.split_once(':'));
        let mut found = line.filter(|(name, _)| names.contains(&name.trim()));
        let value = found.next()?.1.trim().trim_matches(['"', '\'']);
        (!value.is_empty()).then(|| value.to_owned())
    };
    let mut article = stated::with_title(&plain(body), field(&["title", "标题"]));
    article.published = field(&["published", "date", "日期"]).and_then(|d| published::iso(&d));
    article.source = field(&["source", "url", "来源"]).filter(|s| s.contains("://"));
    article
}

/// The lines between two `---` at the very beginning, and what follows them.
fn front_matter(source: &str) -> (&str, &str) {
    let split = source
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---\n"));
    split.unwrap_or(("", source))
}

/// The text without markup.
fn plain(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut numbers = Vec::new();
    let mut images = 0usize;
    // Where the number of a list item ends, so that its text stays on the same line.
    let mut numbered = 0;
    for event in Parser::new(markdown) {
        match event {
            Event::Start(Tag::List(start)) => numbers.push(start),
            Event::End(TagEnd::List(_)) => {
                numbers.pop();
            }
            Event::Start(Tag::Item) => {
                new_line(&mut out);
                if let Some(Some(number)) = numbers.last_mut() {
                    out += &format!("{number}. ");
                    *number += 1;
                    numbered = out.len();
                }
            }
            Event::Start(Tag::Image { .. }) => images += 1,
            Event::End(TagEnd::Image) => images -= 1,
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::CodeBlock(_))
            | Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::Item,
            )
            | Event::HardBreak
            | Event::Rule
                if out.len() > numbered =>
            {
                new_line(&mut out);
            }
            Event::Text(text) | Event::Code(text) if images == 0 => out += &text,
            // A line end within a paragraph: most authors who write one mean it, except where
            // it falls within a sentence.
            Event::SoftBreak if out.ends_with(['。', '！', '？', '：', '；', '”', '）', ')']) =>
            {
                new_line(&mut out);
            }
            Event::SoftBreak if out.ends_with(|c: char| c.is_ascii_alphanumeric()) => out.push(' '),
            _ => {}
        }
    }
    out
}

fn new_line(out: &mut String) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_goes_and_lines_stay() {
        let article = article(
            "---\ntitle: 全县防汛会议召开\ndate: 2023-06-01\nsource: https://example.org/1\n---\n\
             # 全县防汛会议召开\n\n6月1日，**全县**防汛会议召开，[详情](https://example.org)见\n通知。\n\
             第二段。\n\n1. 压实责任；\n2. 备足物资。\n\n* 县水利局\n\n![图](a.png)\n",
        );
        assert_eq!(
            article.text,
            "全县防汛会议召开\n6月1日，全县防汛会议召开，详情见通知。\n第二段。\n\
             1. 压实责任；\n2. 备足物资。\n县水利局"
        );
        assert_eq!(article.title.as_deref(), Some("全县防汛会议召开"));
        assert_eq!(article.published.as_deref(), Some("2023-06-01"));
        assert_eq!(article.source.as_deref(), Some("https://example.org/1"));
    }
}
