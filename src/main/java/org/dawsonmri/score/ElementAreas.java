package org.dawsonmri.score;

/**
 * How much surface lies at a corner between 2×2×2 voxels (2×2 in 2-D, 2 in 1-D), of which some are inside.
 *
 * <p>Marching cubes cuts the edges between inside and outside in their middles. What it finds there, and what
 * DeepMind's table of 256 codes holds, comes down to a few shapes: with more than half of the voxels inside, the
 * surface is that of the others; voxels that do not share a face each have a surface of their own; and such a group
 * has, with w = (sy·sz, sx·sz, sx·sy) the areas of a voxel's faces,
 *
 * <ul>
 * <li>1 voxel: a triangle, |w| / 8;
 * <li>2 along an axis: a rectangle, half the length of w without that axis;
 * <li>3 in a plane across an axis: a triangle of half of its face and a trapezoid, w_axis / 2 + 3|w| / 8;
 * <li>4 in a plane: the voxel's face, w_axis;
 * <li>4, one beside all others: a hexagon, 3|w| / 4;
 * <li>4 in a chain: a rectangle, |w| / 2, and at each end a triangle, a quarter of the length of w without the chain's
 * first, respectively last, axis.
 * </ul>
 */
final class ElementAreas {

    private final double[] spacing;
    private final double[] face;
    private final int sides; // bit for each axis that is not flat

    private ElementAreas(double[] spacing, boolean[] flat) {
        this.spacing = spacing;
        this.face = new double[] {spacing[1] * spacing[2], spacing[0] * spacing[2], spacing[0] * spacing[1]};
        this.sides = (flat[0] ? 0 : 1) | (flat[1] ? 0 : 2) | (flat[2] ? 0 : 4);
    }

    /**
     * The areas in mm², or lengths in mm if one axis is flat; 1 for an element of a line or a point.
     *
     * @param spacing voxel size in mm along x, y and z
     * @param flat axes along which there are no neighbours
     * @return by code: bit i is set if the voxel at x = i &amp; 1, y = i &gt;&gt; 1 &amp; 1, z = i &gt;&gt; 2 is
     *         inside; 0 where there is no surface
     */
    static double[] byCode(double[] spacing, boolean[] flat) {
        ElementAreas element = new ElementAreas(spacing, flat);
        double[] areas = new double[256];
        for (int code = 1; code < 256; code++) {
            areas[code] = element.area(code);
        }
        return areas;
    }

    private double area(int code) {
        int all = 0;
        for (int v = 0; v < 8; v++) {
            all |= (v & ~sides) == 0 ? 1 << v : 0;
        }
        if (sides == 0) {
            return code == 1 ? 1 : 0; // the only voxel of the image is its own surface
        }
        int rest = 2 * Integer.bitCount(code & all) > Integer.bitCount(all) ? all & ~code : code & all;
        double area = 0;
        while (rest != 0) {
            int group = group(rest);
            area += groupArea(group);
            rest &= ~group;
        }
        return area;
    }

    /** The voxels that hang together by faces with the first one. */
    private static int group(int voxels) {
        int group = Integer.lowestOneBit(voxels);
        for (int before = 0; before != group;) {
            before = group;
            for (int v = 0; v < 8; v++) {
                if ((group >> v & 1) == 1) {
                    group |= voxels & (1 << (v ^ 1) | 1 << (v ^ 2) | 1 << (v ^ 4));
                }
            }
        }
        return group;
    }

    private double groupArea(int group) {
        return switch (Integer.bitCount(sides)) {
            case 1 -> 1;
            case 2 -> contour(group);
            default -> surface(group);
        };
    }

    private double contour(int group) {
        if (Integer.bitCount(group) == 2) {
            return spacing[axis(group, 1)];
        }
        double squares = 0;
        for (int a = 0; a < 3; a++) {
            squares += (sides >> a & 1) * spacing[a] * spacing[a];
        }
        return Math.sqrt(squares) / 2;
    }

    private double surface(int group) {
        double whole = Math.sqrt(face[0] * face[0] + face[1] * face[1] + face[2] * face[2]);
        switch (Integer.bitCount(group)) {
            case 1:
                return whole / 8;
            case 2:
                return without(axis(group, 1)) / 2;
            case 3:
                return face[axis(group, 0)] / 2 + whole * 3 / 8;
            default:
                return four(group, whole);
        }
    }

    private double four(int group, double whole) {
        if (pairs(group, 0) + pairs(group, 1) + pairs(group, 2) == 4) {
            return face[axis(group, 0)];
        }
        int middle = -1;
        for (int v = 0; v < 8; v++) {
            int neighbours = (group >> v & 1) == 0 ? 0 : neighbours(group, v);
            if (neighbours == 3) {
                return whole * 3 / 4;
            }
            for (int a = 0; neighbours == 2 && a < 3; a++) {
                int next = v ^ 1 << a;
                middle = (group >> next & 1) == 1 && neighbours(group, next) == 2 ? a : middle;
            }
        }
        return whole / 2 + (without((middle + 1) % 3) + without((middle + 2) % 3)) / 4;
    }

    private static int neighbours(int group, int v) {
        return (group >> (v ^ 1) & 1) + (group >> (v ^ 2) & 1) + (group >> (v ^ 4) & 1);
    }

    /** How many pairs of voxels lie beside each other along an axis. */
    private static int pairs(int group, int axis) {
        int pairs = 0;
        for (int v = 0; v < 8; v++) {
            boolean lower = (v >> axis & 1) == 0;
            pairs += lower ? group >> v & group >> (v | 1 << axis) & 1 : 0;
        }
        return pairs;
    }

    /** The first axis with so many pairs. */
    private static int axis(int group, int pairs) {
        return pairs(group, 0) == pairs ? 0 : pairs(group, 1) == pairs ? 1 : 2;
    }

    private double without(int axis) {
        return Math.hypot(face[(axis + 1) % 3], face[(axis + 2) % 3]);
    }
}
