package org.dawsonmri.imagej;

import org.dawsonmri.Progress;
import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.SpatialUnit;
import org.dawsonmri.volume.Volume;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        public void event(String type, Map<String, ?> values) {
            if (type.equals("warning")) {
                texts.add((String) values.get("text"));
            }
        }
    }
}
