//! Reading bytes with a bound: a whole file, or one line of an endless one.

use std::io::{BufRead, Read};

use super::Reason;

/// Reads everything, up to `limit` bytes.
pub(super) fn all(reader: impl Read, limit: u64) -> Result<Vec<u8>, Reason> {
    let mut bytes = Vec::new();
    reader
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(Reason::TooLong {
            bytes: bytes.len() as u64,
            limit,
        });
    }
    Ok(bytes)
}

/// Reads the next line into `line`, without its end: `None` at the end of the input. A line
/// over `limit` bytes is read past, not kept: [`Reason::TooLong`] with its full length.
pub(super) fn line(
    reader: &mut dyn BufRead,
    line: &mut Vec<u8>,
    limit: u64,
) -> Option<Result<(), Reason>> {
    line.clear();
    let mut length = 0u64;
    loop {
        let buffer = match reader.fill_buf() {
            Ok(buffer) => buffer,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Some(Err(error.into())),
        };
        if buffer.is_empty() {
            if length == 0 {
                return None;
            }
            break;
        }
        let end = buffer.iter().position(|&b| b == b'\n');
        let part = &buffer[..end.unwrap_or(buffer.len())];
        length += part.len() as u64;
        if length <= limit {
            line.extend_from_slice(part);
        } else {
            *line = Vec::new();
        }
        let used = part.len() + usize::from(end.is_some());
        reader.consume(used);
        if end.is_some() {
            break;
        }
    }
    if length > limit {
        return Some(Err(Reason::TooLong {
            bytes: length,
            limit,
        }));
    }
    Some(Ok(()))
}
