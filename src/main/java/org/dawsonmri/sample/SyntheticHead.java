package org.dawsonmri.sample;

import org.dawsonmri.Progress;
import org.dawsonmri.sample.Tissue.Contrast;
import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.SpatialUnit;
import org.dawsonmri.volume.Volume;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * Scans of the head of one person who does not exist, with multiple sclerosis lesions and the truth about them. The
 * same options and number give the same voxels; another number or seed gives another person.
 *
 * <pre>{@code
 * SyntheticHead head = SyntheticHead.create(SampleOptions.DEFAULT, 1, Progress.NONE);
 * Volume flair = head.scans().get("FLAIR");
 * }</pre>
 *
 * @param scans FLAIR, T1 and T2, whole numbers from 0 on, in one grid
 * @param lesions 1 where there is a lesion, else 0, in the same grid
 * @param brain 1 where there is brain (grey and white matter with lesions, no fluid), else 0, in the same grid
 */
public record SyntheticHead(Map<String, Volume> scans, Volume lesions, Volume brain) {

    /** How much larger a box must be to hold another one that is turned in it, but for its very corners. */
    private static final double TURNED = 1.25;

    /**
     * Draws and scans a head.
     *
     * @param number which of the options' subjects, from 1 on
     */
    public static SyntheticHead create(SampleOptions options, int number, Progress progress) {
        Random seeds = new Random(new Random(options.seed() * 1_000_003 + number).nextLong());
        Scanner scanner = new Scanner(options, seeds.nextLong());
        double scale = options.widthMm() / SampleOptions.NORMAL_WIDTH_MM;
        Geometry canvas = canvas(options);
        Anatomy anatomy = new Anatomy(seeds.nextLong(), canvas.spacingMm(0) / scale);
        NoiseField texture = new NoiseField(7, seeds.nextLong());
        TissueMap map = TissueMap.draw(anatomy, texture, canvas, scale, progress);
        SyntheticLesions lesions = SyntheticLesions.strew(map, seeds.nextLong());
        Map<String, Volume> scans = new LinkedHashMap<>();
        for (Contrast contrast : Contrast.values()) {
            progress.checkCancelled();
            Volume head = new Volume(canvas, map.images.get(contrast), contrast.name());
            scans.put(contrast.name(), scanner.scan(head, contrast.name(), seeds.nextLong()));
        }
        Volume brain = scanner.label(new Volume(canvas, map.brain, "brain")).named("brain");
        return new SyntheticHead(Collections.unmodifiableMap(scans),
            scanner.label(new Volume(canvas, lesions.share, "lesions")), brain);
    }

    /** Cubic voxels as fine as the scan's finest, in the same box, axes along the scanner's. */
    private static Geometry canvas(SampleOptions options) {
        double[] mm = options.spacing();
        double fine = Math.min(mm[0], Math.min(mm[1], mm[2]));
        int[] scan = options.shape();
        int[] n = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            double room = options.oblique() ? TURNED : 1;
            n[axis] = Math.max(scan[axis], (int) Math.round(room * scan[axis] * mm[axis] / fine));
        }
        Affine affine = Affine.scaling(fine, fine, fine).withOrigin(-fine * (n[0] - 1) / 2, -fine * (n[1] - 1) / 2,
            -fine * (n[2] - 1) / 2);
        return new Geometry(n[0], n[1], n[2], affine, SpatialUnit.MILLIMETRE);
    }
}
