package org.dawsonmri.evaluate.score;

/** A box of voxels: from {@code (x0, y0, z0)}, which belongs to it, up to {@code (x1, y1, z1)}, which does not. */
public record Box(int x0, int y0, int z0, int x1, int y1, int z1) {

    public int nx() {
        return x1 - x0;
    }

    public int ny() {
        return y1 - y0;
    }

    public int nz() {
        return z1 - z0;
    }

    /** The smallest box that holds both; either may be null for nothing. */
    static Box union(Box a, Box b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return new Box(Math.min(a.x0, b.x0), Math.min(a.y0, b.y0), Math.min(a.z0, b.z0),
            Math.max(a.x1, b.x1), Math.max(a.y1, b.y1), Math.max(a.z1, b.z1));
    }
}
