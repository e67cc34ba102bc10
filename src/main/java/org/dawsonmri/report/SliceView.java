package org.dawsonmri.report;

import org.dawsonmri.volume.Volume;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Composite;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.util.function.IntFunction;

/**
 * Draws an axial slice of a volume in RAS order as radiologists see it: front up, the patient's right on the left.
 *
 * @param nx voxels from left to right of the patient
 * @param ny voxels from back to front
 * @param sx pixels per voxel along x
 * @param sy pixels per voxel along y
 */
public record SliceView(int nx, int ny, double sx, double sy) {

    /** Of the picture, in pixels. */
    public int width() {
        return Math.max(1, (int) Math.round(nx * sx));
    }

    /** Of the picture, in pixels. */
    public int height() {
        return Math.max(1, (int) Math.round(ny * sy));
    }

    /** The slice in grey, interpolated between voxel centres. */
    public BufferedImage grey(Volume scan, int z, double[] range) {
        BufferedImage image = new BufferedImage(width(), height(), BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row < height(); row++) {
            double y = ny - 1 - ((row + 0.5) / sy - 0.5);
            for (int column = 0; column < width(); column++) {
                double x = nx - 1 - ((column + 0.5) / sx - 0.5);
                double value = (bilinear(scan, x, y, z) - range[0]) / (range[1] - range[0]);
                int level = (int) Math.round(255 * Math.max(0, Math.min(1, value)));
                image.setRGB(column, row, level << 16 | level << 8 | level);
            }
        }
        return image;
    }

    /** Lines along the voxel edges where the label changes. */
    public void outline(Graphics2D graphics, Volume labels, int z, Color colour, float lineWidth) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(colour);
        graphics.setStroke(new BasicStroke(lineWidth, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        for (int y = 0; y <= ny; y++) {
            for (int x = 0; x <= nx; x++) {
                float here = label(labels, x, y, z);
                if (here != label(labels, x - 1, y, z)) {
                    graphics.draw(new Line2D.Double(px(x), py(y), px(x), py(y + 1)));
                }
                if (here != label(labels, x, y - 1, z)) {
                    graphics.draw(new Line2D.Double(px(x), py(y), px(x + 1), py(y)));
                }
            }
        }
    }

    /** Fills voxels with the colours of their codes, see-through; code 0 stays clear. */
    public void fill(Graphics2D graphics, Volume codes, int z, IntFunction<Color> colours, float opacity) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
        Composite before = graphics.getComposite();
        graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, opacity));
        for (int y = 0; y < ny; y++) {
            for (int x = 0; x < nx; x++) {
                int code = (int) codes.get(x, y, z);
                if (code != 0) {
                    int left = (int) Math.round(px(x + 1));
                    int top = (int) Math.round(py(y + 1));
                    graphics.setColor(colours.apply(code));
                    graphics.fillRect(left, top, (int) Math.round(px(x)) - left, (int) Math.round(py(y)) - top);
                }
            }
        }
        graphics.setComposite(before);
    }

    // -- Helper methods --

    /** Pixel position of the lower edge of voxel column x. */
    private double px(int x) {
        return (nx - x) * sx;
    }

    private double py(int y) {
        return (ny - y) * sy;
    }

    private float label(Volume labels, int x, int y, int z) {
        return x < 0 || y < 0 || x >= nx || y >= ny ? 0 : labels.get(x, y, z);
    }

    private double bilinear(Volume scan, double x, double y, int z) {
        double cx = Math.max(0, Math.min(nx - 1, x));
        double cy = Math.max(0, Math.min(ny - 1, y));
        int x0 = (int) cx;
        int y0 = (int) cy;
        int x1 = Math.min(nx - 1, x0 + 1);
        int y1 = Math.min(ny - 1, y0 + 1);
        double fx = cx - x0;
        double fy = cy - y0;
        return (1 - fy) * ((1 - fx) * value(scan, x0, y0, z) + fx * value(scan, x1, y0, z))
            + fy * ((1 - fx) * value(scan, x0, y1, z) + fx * value(scan, x1, y1, z));
    }

    private static float value(Volume scan, int x, int y, int z) {
        float v = scan.get(x, y, z);
        return Float.isFinite(v) ? v : 0;
    }
}
