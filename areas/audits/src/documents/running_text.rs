//! What people write in a field, as blocks: paragraphs, and points where lines begin with a dash.

use stadga_publish::document::{Block, bullets, lead, paragraph};

/// Blocks of a field's text. A blank line parts paragraphs; lines with a dash or bullet in front become a list.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let (mut lines, mut points): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    for line in text.lines().map(str::trim).chain([""]) {
        match point(line) {
            Some(point) => {
                end_lead(&mut lines, &mut blocks);
                points.push(point);
            }
            None => {
                end_list(&mut points, &mut blocks);
                if line.is_empty() {
                    end_paragraph(&mut lines, &mut blocks);
                } else {
                    lines.push(line);
                }
            }
        }
    }
    blocks
}

fn point(line: &str) -> Option<&str> {
    ["– ", "- ", "• ", "* "].iter().find_map(|mark| line.strip_prefix(mark)).map(str::trim)
}

fn end_paragraph(lines: &mut Vec<&str>, blocks: &mut Vec<Block>) {
    if !lines.is_empty() {
        blocks.push(paragraph(lines.join(" ")));
        lines.clear();
    }
}

/// What stands right before a list leads into it.
fn end_lead(lines: &mut Vec<&str>, blocks: &mut Vec<Block>) {
    if !lines.is_empty() {
        blocks.push(lead(lines.join(" ")));
        lines.clear();
    }
}

fn end_list(points: &mut Vec<&str>, blocks: &mut Vec<Block>) {
    if !points.is_empty() {
        blocks.push(bullets(points.drain(..)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_and_points_are_told_apart() {
        let made = blocks("Först\nsamma stycke.\n\nSedan:\n– ett\n- två\nSist.");
        let expected = [
            paragraph("Först samma stycke."),
            lead("Sedan:"),
            bullets(["ett", "två"]),
            paragraph("Sist."),
        ];
        assert_eq!(made, expected);
        assert!(blocks(" \n ").is_empty());
    }
}
