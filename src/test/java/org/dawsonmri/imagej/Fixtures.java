package org.dawsonmri.imagej;

import org.dawsonmri.Event;
import org.dawsonmri.Progress;
import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.SpatialUnit;
import org.dawsonmri.volume.Volume;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small volumes for tests. */
public final class Fixtures {

    private Fixtures() {
    }

    /** 7×5×4 voxels of 0.9×1.1×3 mm, turned about two axes, with an origin that has many digits. */
    public static Geometry oblique() {
        double a = 0.3;
        double b = -0.2;
        Affine turn = Affine.of(Math.cos(a), -Math.sin(a), 0, 0, Math.sin(a), Math.cos(a), 0, 0, 0, 0, 1, 0)
            .multiply(Affine.of(1, 0, 0, 0, 0, Math.cos(b), -Math.sin(b), 0, 0, Math.sin(b), Math.cos(b), 0));
        return new Geometry(7, 5, 4, turn.multiply(Affine.scaling(0.9, 1.1, 3)).withOrigin(-71.3 / 7, 1e-3 / 3, 44),
            SpatialUnit.MILLIMETRE);
    }

    /** Values of both signs with fractions. */
    public static Volume scan(Geometry geometry, long seed) {
        Random random = new Random(seed);
        Volume volume = Volume.zeros(geometry, "scan");
        for (int i = 0; i < volume.voxels().length; i++) {
            volume.voxels()[i] = random.nextInt(5) == 0 ? 0 : (float) random.nextGaussian() * 100;
        }
        return volume;
    }

    /** An oblique scan of 40×44×24 voxels in which much is to be seen: some blobs on a slope, and noise. */
    public static Volume head(long seed) {
        Geometry grid = oblique().with(40, 44, 24, oblique().affine());
        Random random = new Random(seed);
        Volume volume = Volume.zeros(grid, "head");
        for (int blob = 0; blob < 60; blob++) {
            double[] c = {random.nextInt(40), random.nextInt(44), random.nextInt(24), 50 + random.nextInt(500),
                2 + random.nextInt(4)};
            for (int i = 0; i < volume.voxels().length; i++) {
                double d2 = Math.pow(i % 40 - c[0], 2) + Math.pow(i / 40 % 44 - c[1], 2) + Math.pow(i / 1760 - c[2], 2);
                volume.voxels()[i] += (float) (c[3] * Math.exp(-d2 / (2 * c[4] * c[4])));
            }
        }
        for (int i = 0; i < volume.voxels().length; i++) {
            volume.voxels()[i] += 5 * (float) random.nextGaussian() + i % 40;
        }
        return volume;
    }

    /** A box of label 1 with a smaller box of label 2 in it. */
    public static Volume labels(Geometry g) {
        Volume volume = Volume.zeros(g, "labels");
        for (int z = 1; z < g.nz() - 1; z++) {
            for (int y = 1; y < g.ny() - 1; y++) {
                for (int x = 1; x < g.nx() - 1; x++) {
                    volume.voxels()[volume.index(x, y, z)] = x < g.nx() / 2 ? 1 : 2;
                }
            }
        }
        return volume;
    }

    /** Keeps the warnings. */
    public static class Warnings implements Progress {

        public final List<String> texts = new ArrayList<>();

        @Override
        public void event(Event event) {
            if (event.type() == Event.Type.WARNING) {
                texts.add(event.text());
            }
        }
    }
}
