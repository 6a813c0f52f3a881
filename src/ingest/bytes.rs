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
    // With one byte more for the line's end.
    let mut within = (&mut *reader).take(limit.saturating_add(1));
    match within.read_until(b'\n', line) {
        Ok(0) => return None,
        Ok(_) if line.last() == Some(&b'\n') => {
            line.pop();
            return Some(Ok(()));
        }
        Ok(_) if line.len() as u64 <= limit => return Some(Ok(())),
        Ok(_) => {}
        Err(error) => return Some(Err(error.into())),
    }
    let mut bytes = line.len() as u64;
    *line = Vec::new();
    loop {
        let buffer = match reader.fill_buf() {
            Ok(buffer) => buffer,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Some(Err(error.into())),
        };
        let end = buffer.iter().position(|&b| b == b'\n');
        let used = end.unwrap_or(buffer.len());
        bytes += used as u64;
        let ends = end.is_some() || buffer.is_empty();
        reader.consume(used + usize::from(end.is_some()));
        if ends {
            return Some(Err(Reason::TooLong { bytes, limit }));
        }
    }
}
