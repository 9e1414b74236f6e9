//! A drawing's groups and paths, from the outermost inwards.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};
use usvg::tiny_skia_path::Path as Outline;
use usvg::{
    BlendMode, ClipPath, FillRule, Group, Mask, MaskType, Node, NonZeroRect, Paint, PaintOrder,
    Path, Tree,
};

use crate::render::pdf::PdfError;
use crate::render::pdf::drawing::canvas::{Canvas, group_form, number, numbers};
use crate::render::pdf::drawing::gradient::Shading;
use crate::render::pdf::file::deflated;

/// Adds a drawing as a form that is a square of one point.
pub(crate) fn add(pdf: &mut Document, tree: &Tree) -> Result<ObjectId, PdfError> {
    let (width, height) = (tree.size().width(), tree.size().height());
    let mut canvas = Canvas::default();
    // A drawing's own measures run downwards.
    canvas.operator(&[1.0, 0.0, 0.0, -1.0, 0.0, height], "cm");
    group(pdf, &mut canvas, tree.root())?;
    let mut form = group_form(&[0.0, 0.0, width, height], "DeviceRGB");
    form.set("Matrix", numbers(&[1.0 / width, 0.0, 0.0, 1.0 / height, 0.0, 0.0]));
    finish(pdf, canvas, form)
}

fn finish(pdf: &mut Document, canvas: Canvas, mut form: Dictionary) -> Result<ObjectId, PdfError> {
    let (content, resources) = canvas.finish();
    form.set("Resources", resources);
    Ok(pdf.add_object(deflated(&form, content, b" ")?))
}

fn group(pdf: &mut Document, canvas: &mut Canvas, group: &Group) -> Result<(), PdfError> {
    canvas.push("q");
    canvas.transform(group.transform());
    let mut soft = group.mask().is_some();
    if let Some(clip) = group.clip_path() {
        soft |= clip_to(pdf, canvas, clip, group.layer_bounding_box())?;
    }
    if let Some(mask) = group.mask() {
        let state = masked(pdf, mask)?;
        canvas.state(state);
    }
    let opacity = group.opacity().get();
    let blend = blend_mode(group.blend_mode());
    let mixed = opacity < 1.0 || blend != "Normal";
    if mixed || soft {
        let mut inner = Canvas::default();
        children(pdf, &mut inner, group)?;
        let form = group_form(&bounds(group.layer_bounding_box()), "DeviceRGB");
        let form = finish(pdf, inner, form)?;
        if mixed {
            let cover = number(opacity);
            canvas.state(dictionary! { "ca" => cover.clone(), "CA" => cover, "BM" => blend });
        }
        canvas.object(form);
    } else {
        children(pdf, canvas, group)?;
    }
    canvas.push("Q");
    Ok(())
}

fn children(pdf: &mut Document, canvas: &mut Canvas, parent: &Group) -> Result<(), PdfError> {
    for child in parent.children() {
        match child {
            Node::Group(child) => group(pdf, canvas, child)?,
            Node::Path(path) if path.is_visible() => {
                if path.paint_order() == PaintOrder::StrokeAndFill {
                    stroke(pdf, canvas, path)?;
                    fill(pdf, canvas, path)?;
                } else {
                    fill(pdf, canvas, path)?;
                    stroke(pdf, canvas, path)?;
                }
            }
            // None was let in.
            Node::Path(_) | Node::Image(_) | Node::Text(_) => {}
        }
    }
    Ok(())
}

fn fill(pdf: &mut Document, canvas: &mut Canvas, path: &Path) -> Result<(), PdfError> {
    let Some(fill) = path.fill() else { return Ok(()) };
    let opacity = fill.opacity().get();
    match fill.paint() {
        Paint::Color(color) => {
            canvas.push("q");
            covering(canvas, opacity);
            canvas.color(*color, "rg");
            canvas.path(path.data());
            canvas.fill(fill.rule());
            canvas.push("Q");
            Ok(())
        }
        paint => shaded(pdf, canvas, path.data(), fill.rule(), paint, opacity),
    }
}

fn stroke(pdf: &mut Document, canvas: &mut Canvas, path: &Path) -> Result<(), PdfError> {
    let Some(stroke) = path.stroke() else { return Ok(()) };
    let opacity = stroke.opacity().get();
    match stroke.paint() {
        Paint::Color(color) => {
            canvas.push("q");
            covering(canvas, opacity);
            canvas.color(*color, "RG");
            canvas.pen(stroke);
            canvas.path(path.data());
            canvas.push("S");
            canvas.push("Q");
            Ok(())
        }
        paint => {
            let Some(outline) = path.data().stroke(&stroke.to_tiny_skia(), 1.0) else {
                return Ok(());
            };
            shaded(pdf, canvas, &outline, FillRule::NonZero, paint, opacity)
        }
    }
}

/// Fills an outline with a gradient.
fn shaded(
    pdf: &mut Document,
    canvas: &mut Canvas,
    outline: &Outline,
    rule: FillRule,
    paint: &Paint,
    opacity: f32,
) -> Result<(), PdfError> {
    let Some(shading) = Shading::of(paint) else { return Ok(()) };
    canvas.push("q");
    canvas.path(outline);
    canvas.clip(rule);
    covering(canvas, opacity);
    if shading.fades() {
        let mut cover = Canvas::default();
        cover.transform(shading.transform());
        cover.shading(shading.cover(pdf));
        let area = outline.bounds();
        let area = [area.left(), area.top(), area.right(), area.bottom()];
        let form = finish(pdf, cover, group_form(&area, "DeviceGray"))?;
        canvas.state(soft_mask("Luminosity", form));
    }
    canvas.transform(shading.transform());
    canvas.shading(shading.colors(pdf));
    canvas.push("Q");
    Ok(())
}

fn covering(canvas: &mut Canvas, opacity: f32) {
    if opacity < 1.0 {
        let cover = number(opacity);
        canvas.state(dictionary! { "ca" => cover.clone(), "CA" => cover });
    }
}

/// Shows no more than what is within other shapes: an outline where there is one, else a mask, which
/// is told.
fn clip_to(
    pdf: &mut Document,
    canvas: &mut Canvas,
    clip: &ClipPath,
    area: NonZeroRect,
) -> Result<bool, PdfError> {
    let mut soft = false;
    if let Some(outer) = clip.clip_path() {
        soft = clip_to(pdf, canvas, outer, area)?;
    }
    if let [Node::Path(path)] = clip.root().children()
        && clip.root().transform().is_identity()
        && clip.root().clip_path().is_none()
        && let Some(outline) = path.data().clone().transform(clip.transform())
    {
        canvas.path(&outline);
        canvas.clip(path.fill().map_or(FillRule::NonZero, usvg::Fill::rule));
        return Ok(soft);
    }
    let mut shape = Canvas::default();
    shape.transform(clip.transform());
    group(pdf, &mut shape, clip.root())?;
    let form = finish(pdf, shape, group_form(&bounds(area), "DeviceRGB"))?;
    canvas.state(soft_mask("Alpha", form));
    Ok(true)
}

/// The graphics state that shows no more than a mask lets through.
fn masked(pdf: &mut Document, mask: &Mask) -> Result<Dictionary, PdfError> {
    let mut shape = Canvas::default();
    if let Some(outer) = mask.mask() {
        let state = masked(pdf, outer)?;
        shape.state(state);
    }
    group(pdf, &mut shape, mask.root())?;
    let form = finish(pdf, shape, group_form(&bounds(mask.rect()), "DeviceRGB"))?;
    Ok(match mask.kind() {
        MaskType::Luminance => soft_mask("Luminosity", form),
        MaskType::Alpha => soft_mask("Alpha", form),
    })
}

fn soft_mask(kind: &str, form: ObjectId) -> Dictionary {
    dictionary! { "SMask" => dictionary! { "S" => kind, "G" => Object::Reference(form) } }
}

fn bounds(of: NonZeroRect) -> [f32; 4] {
    [of.left(), of.top(), of.right(), of.bottom()]
}

/// A blend mode's name (ISO 32000-1, 11.3.5), which is the same but for its spelling.
fn blend_mode(mode: BlendMode) -> &'static str {
    match mode {
        // None is let in that lightens otherwise than PDF knows.
        BlendMode::Normal | BlendMode::PlusLighter => "Normal",
        BlendMode::Multiply => "Multiply",
        BlendMode::Screen => "Screen",
        BlendMode::Overlay => "Overlay",
        BlendMode::Darken => "Darken",
        BlendMode::Lighten => "Lighten",
        BlendMode::ColorDodge => "ColorDodge",
        BlendMode::ColorBurn => "ColorBurn",
        BlendMode::HardLight => "HardLight",
        BlendMode::SoftLight => "SoftLight",
        BlendMode::Difference => "Difference",
        BlendMode::Exclusion => "Exclusion",
        BlendMode::Hue => "Hue",
        BlendMode::Saturation => "Saturation",
        BlendMode::Color => "Color",
        BlendMode::Luminosity => "Luminosity",
    }
}
