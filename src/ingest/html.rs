//! A page → its article.
//!
//! Readability tells where on the page the article stands; but it drops what it takes for
//! clutter, such as a dateline or a short paragraph. So the article is cut from all lines of
//! the page: from the headline to the last line that readability kept, nothing left out. What
//! is no text within that, the text stage tells.

mod lines;

use dom_query::Document;
use dom_smoothie::{Config, Readability, TextMode};

use super::{Article, published, stated};

/// Chinese says in so many characters what readability takes to be an article.
const CHAR_THRESHOLD: usize = 120;

/// Readability takes time by the square of the depth; no page that people read is nested deeper.
const DEPTH: usize = 500;

/// Between headline and text stand at most so many lines: sub-headlines, dateline, share bar.
const HEAD: usize = 15;

/// And between dateline and text so many.
const DATELINE: usize = 4;

/// So many short lines after the text may be its credits.
const CREDITS: usize = 3;

/// Meta elements (by `name`, `property` or `itemprop`) that state the date of publication,
/// those of Chinese government sites first.
const PUBLISHED: [&str; 10] = [
    "pubdate",
    "publishdate",
    "article:published_time",
    "og:published_time",
    "datepublished",
    "bytedance:published_time",
    "weibo:article:create_at",
    "og:release_date",
    "dc.date",
    "date",
];

/// The article of a page; its text is empty if the page has none.
pub(super) fn article(html: &str) -> Article {
    let page = Document::from(html);
    let metas = metas(&page);
    let meta = |names: &[&str]| {
        let found = names
            .iter()
            .find_map(|n| metas.iter().find(|(name, _)| name == n));
        found.map(|(_, content)| content.clone())
    };
    let (all, depth) = lines::of(&page);
    let title = title(&page, meta(&["articletitle", "og:title"]));
    let canonical = page.select_single("link[rel=canonical]").attr("href");
    let source = canonical
        .map(|href| href.to_string())
        .or_else(|| meta(&["og:url", "url"]));
    let stated = PUBLISHED.iter().filter_map(|name| meta(&[name]));
    let time = || {
        let time = page.select_single("time[datetime]").attr("datetime");
        time.and_then(|t| published::iso(&t))
    };
    let date = stated
        .filter_map(|d| published::iso(&d))
        .next()
        .or_else(time);
    let (kept, linked_date) = if depth <= DEPTH {
        readable(html)
    } else {
        (Vec::new(), None)
    };
    let text = cut(&all, &kept, title.as_deref()).join("\n");
    let mut article = stated::with_title(&text, title);
    article.published = date.or_else(|| linked_date.and_then(|d| published::iso(&d)));
    article.source = source.filter(|s| s.starts_with("http://") || s.starts_with("https://"));
    article
}

/// The lines that readability keeps, and the date in the page's JSON-LD; nothing if it finds
/// no article.
fn readable(html: &str) -> (Vec<String>, Option<String>) {
    let config = Config {
        char_threshold: CHAR_THRESHOLD,
        text_mode: TextMode::Raw,
        ..Config::default()
    };
    let parsed = Readability::new(html, None, Some(config)).and_then(|mut r| r.parse());
    parsed.map_or((Vec::new(), None), |found| {
        (
            lines::of(&Document::from(found.content)).0,
            found.published_time,
        )
    })
}

/// Cuts the article from the page's lines.
fn cut<'a>(all: &'a [String], kept: &[String], title: Option<&str>) -> &'a [String] {
    let is_kept = |line: &String| has_sentence(line) && kept.contains(line);
    let Some(first) = all.iter().position(is_kept) else {
        return all;
    };
    let last = all.iter().rposition(is_kept).unwrap_or(first);
    // Sentences next to it that were taken for clutter.
    let mut start = first;
    while start > 0 && has_sentence(&all[start - 1]) {
        start -= 1;
    }
    let mut end = last + 1;
    while end < all.len() && has_sentence(&all[end]) {
        end += 1;
    }
    let short = |line: &&String| line.chars().count() <= 40;
    end += all[end..].iter().take(CREDITS).take_while(short).count();
    let above = &all[start.saturating_sub(HEAD)..start];
    let headline = |line: &String| title.is_some_and(|title| stated::begins_with(line, title));
    // Where the headline is not on the page: the dateline, if it stands close to the text.
    let close = above.len().saturating_sub(DATELINE);
    let dated = |&i: &usize| published::iso(&above[i]).is_some();
    let top = above.iter().rposition(headline);
    if let Some(i) = top.or_else(|| (close..above.len()).find(dated)) {
        start -= above.len() - i;
    }
    &all[start..end]
}

/// Whether a line holds a whole sentence.
fn has_sentence(line: &str) -> bool {
    line.contains('。') && line.chars().count() >= 12
}

/// `name`, `property` or `itemprop`, in lower case, and content of each meta element.
fn metas(page: &Document) -> Vec<(String, String)> {
    let metas = page.select("meta[content]");
    let pair = |meta: &dom_query::NodeRef<'_>| {
        let name = ["name", "property", "itemprop"]
            .iter()
            .find_map(|key| meta.attr(key))?;
        let content = meta.attr("content")?.trim().to_owned();
        (!content.is_empty()).then(|| (name.trim().to_lowercase(), content))
    };
    metas.nodes().iter().filter_map(pair).collect()
}

/// The headline: a heading that the page's title repeats; else the one that a meta element
/// gives; else a lone `h1`; else the page's title without the site's name.
fn title(page: &Document, meta: Option<String>) -> Option<String> {
    let squeeze = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let page_title = squeeze(&page.select_single("title").text());
    let headings = page.select("h1, h2, h3");
    let headings: Vec<String> = headings
        .nodes()
        .iter()
        .map(|h| squeeze(&h.text()))
        .collect();
    let repeated =
        |heading: &&String| heading.chars().count() >= 6 && page_title.contains(*heading);
    if let Some(heading) = headings.iter().find(repeated) {
        return Some(heading.clone());
    }
    if let Some(meta) = meta {
        return Some(squeeze(&meta));
    }
    let first_headings = page.select("h1");
    if let [lone] = first_headings.nodes() {
        let lone = squeeze(&lone.text());
        if lone.chars().count() >= 6 {
            return Some(lone);
        }
    }
    let mut title = page_title.as_str();
    for separator in ["_", "|", "--", " - ", "-"] {
        if let Some((head, _)) = title.split_once(separator)
            && head.trim().chars().count() >= 6
        {
            title = head.trim();
        }
    }
    (!title.is_empty()).then(|| title.to_owned())
}

#[cfg(test)]
mod tests {
    use super::article;

    #[test]
    fn nothing_between_headline_and_last_paragraph_is_lost() {
        let page = "<html><head><title>我县召开防汛会议_平原县人民政府</title>\
            <meta name='PubDate' content='2023-06-02 08:30'>\
            <link rel='canonical' href='https://example.org/a.html'></head><body>\
            <div id='nav'><a href='/'>首页</a> <a href='/b'>要闻</a></div>\
            <h1>我县召开防汛会议</h1><h2>李明出席并讲话</h2>\
            <div class='info'>2023-06-02 08:30 <span>来源：县融媒体中心</span></div>\
            <div class='content'><p>　　6月1日，我县召开防汛会议，县长李明出席会议并讲话，副县长王强主持会议。</p>\
            <p>李明要求：</p><p>（一）压实责任，各乡镇主要负责人要到岗到位，包保干部要下沉一线。</p>\
            <p>（二）备足物资，县应急管理局、县水利局要清点库存，缺额部分三日内补齐。</p>\
            <p>各乡镇、县直有关单位负责人参加会议。</p></div>\
            <div>责任编辑：赵敏</div><ul><li><a href='1'>全县招商工作会议召开</a></li></ul></body></html>";
        let article = article(page);
        let lines: Vec<&str> = article.text.lines().collect();
        assert_eq!(lines[0], "我县召开防汛会议");
        assert_eq!(lines[1], "李明出席并讲话");
        assert_eq!(lines[2], "2023-06-02 08:30 来源：县融媒体中心");
        assert_eq!(lines[4], "李明要求：");
        assert_eq!(lines[7], "各乡镇、县直有关单位负责人参加会议。");
        assert_eq!(lines[8], "责任编辑：赵敏");
        assert_eq!(article.title.as_deref(), Some("我县召开防汛会议"));
        assert_eq!(article.published.as_deref(), Some("2023-06-02"));
        assert_eq!(
            article.source.as_deref(),
            Some("https://example.org/a.html")
        );
    }

    #[test]
    fn a_dateline_is_kept_where_the_headline_is_a_picture() {
        let body = "5月2日，全市招商工作会议召开，市长出席会议并讲话，副市长主持会议。".repeat(4);
        let page = format!(
            "<title>全市招商工作会议召开</title><img src='t.png'><p>发布时间：2023-05-03 来源：市政府网</p><p>{body}</p>"
        );
        let text = article(&page).text;
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(
            lines,
            [
                "全市招商工作会议召开",
                "发布时间：2023-05-03 来源：市政府网",
                &body
            ]
        );
    }

    #[test]
    fn a_page_where_readability_finds_nothing_gives_its_lines() {
        let page = "<title>短讯</title><body><div>会议召开<br>李明主持</div></body>";
        assert_eq!(article(page).text, "短讯\n会议召开\n李明主持");
        assert_eq!(
            article("<html><body><img src='a.png'></body></html>").text,
            ""
        );
    }
}
