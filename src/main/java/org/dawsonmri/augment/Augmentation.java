package org.dawsonmri.augment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * All transforms of training slices and patches with their ranges, in the order in which they run: first what changes
 * shapes, then what coils and scanners do, at last the shift. Painted lesions come before all of them, so that they are
 * bent and blurred along with the head; they need to know where in a scan a slice lies, see {@code augment.lesion}.
 * Rotation, resized crop, elastic deformation and painted lesions are for slices; patches of volumes have the turn
 * instead, which comes before the flip, when they are cut out of their scan.
 *
 * <pre>{@code
 * Augmentation augmentation = Augmentation.mri();
 * LabelledImage changed = augmentation.apply(sample, new SplittableRandom(Augmentation.seed(1, epoch, slice)));
 * }</pre>
 */
public record Augmentation(PaintedLesions paintedLesions, Flip.Random flip, Rotation.Random rotation,
    ResizedCrop.Random resizedCrop, ElasticDeformation.Random elastic, BiasField.Random biasField, Gamma.Random gamma,
    Blur.Random blur, GaussianNoise.Random noise, ChannelShift.Random channelShift, Turn.Random turn) {

    /** None. The ranges are those of {@link #mri()}, so that a probability is enough to switch a transform on. */
    public Augmentation() {
        this(new PaintedLesions(), new Flip.Random(0, true, false),
            new Rotation.Random(0, 15, Rotation.Interpolation.LINEAR),
            new ResizedCrop.Random(0, List.of(0.7, 1.0), List.of(0.9, 1.1)),
            new ElasticDeformation.Random(0, List.of(8.0, 17.0), List.of(3.0, 4.5), false),
            new BiasField.Random(0, 0.2), new Gamma.Random(0, List.of(0.7, 1.4)),
            new Blur.Random(0, List.of(0.3, 0.9)), new GaussianNoise.Random(0, List.of(0.0, 0.1)),
            new ChannelShift.Random(0, 10), noTurn());
    }

    public Augmentation {
        // Models of before volumes do not have it.
        turn = turn == null ? noTurn() : turn;
    }

    private static Turn.Random noTurn() {
        return new Turn.Random(0, 15, List.of(0.85, 1.2));
    }

    /** What scans of the same kind differ in between people and scanners, each in up to a half of the slices. */
    public static Augmentation mri() {
        Augmentation n = new Augmentation();
        return new Augmentation(n.paintedLesions, new Flip.Random(0.5, n.flip.x(), n.flip.y()),
            new Rotation.Random(0.5, n.rotation.maxDegrees(), n.rotation.interpolation()),
            new ResizedCrop.Random(0.3, n.resizedCrop.areaRange(), n.resizedCrop.ratioRange()),
            new ElasticDeformation.Random(0.3, n.elastic.alphaRange(), n.elastic.sigmaRange(), false),
            new BiasField.Random(0.3, n.biasField.maxCoefficient()), new Gamma.Random(0.3, n.gamma.range()),
            new Blur.Random(0.2, n.blur.sigmaRange()), new GaussianNoise.Random(0.3, n.noise.range()),
            new ChannelShift.Random(0.3, n.channelShift.maxPercent()),
            new Turn.Random(0.5, n.turn.maxDegrees(), n.turn.scaleRange()));
    }

    /**
     * As the second paper says: flip from right to left in half of the slices, rotation by up to 20° and a crop of half
     * of the area or more in all of them, elastic deformation in 30 %, a shift of up to 20 %. (Its published code never
     * runs the shift, and bends image and labels by different fields.)
     */
    public static Augmentation spinalCord() {
        Augmentation n = new Augmentation();
        return new Augmentation(n.paintedLesions, new Flip.Random(0.5, true, false),
            new Rotation.Random(1, 20, Rotation.Interpolation.NEAREST),
            new ResizedCrop.Random(1, List.of(0.5, 1.0), List.of(0.75, 1.25)),
            new ElasticDeformation.Random(0.3, List.of(8.0, 17.0), List.of(3.0, 4.5), false), n.biasField, n.gamma,
            n.blur, n.noise, new ChannelShift.Random(1, 20), n.turn);
    }

    /** A seed of its own for each slice of each epoch, so that a resumed training draws what an unbroken one would. */
    public static long seed(long seed, int epoch, int slice) {
        long inEpoch = new SplittableRandom(new SplittableRandom(seed).nextLong() + epoch).nextLong();
        return new SplittableRandom(inEpoch + slice).nextLong();
    }

    /** True if no transform of slices ever runs; painted lesions are not asked for. */
    public boolean isNone() {
        return transforms().values().stream().allMatch(t -> t.probability() == 0);
    }

    /** Another augmentation with this one's painted lesions. */
    public Augmentation paintingInto(Augmentation other) {
        return new Augmentation(paintedLesions, other.flip, other.rotation, other.resizedCrop, other.elastic,
            other.biasField, other.gamma, other.blur, other.noise, other.channelShift, other.turn);
    }

    /** The transforms of slices after painted lesions, by their names in the settings, in their order. */
    public Map<String, RandomTransform> transforms() {
        Map<String, RandomTransform> transforms = new LinkedHashMap<>();
        transforms.put("flip", flip);
        transforms.put("rotation", rotation);
        transforms.put("resized_crop", resizedCrop);
        transforms.put("elastic", elastic);
        transforms.put("bias_field", biasField);
        transforms.put("gamma", gamma);
        transforms.put("blur", blur);
        transforms.put("noise", noise);
        transforms.put("channel_shift", channelShift);
        return transforms;
    }

    /** Draws which transforms run, and their parameters; applied one after the other they are {@link #apply}. */
    public List<Transform> draw(RandomGenerator random, LabelledImage sample) {
        return draw(transforms().values(), random, sample);
    }

    /** A changed slice, or the same if nothing is drawn. */
    public LabelledImage apply(LabelledImage sample, RandomGenerator random) {
        return apply(draw(random, sample), sample);
    }

    /** A changed patch, or the same if nothing is drawn; {@link #turn} is over by then. */
    public LabelledImage applyToPatch(LabelledImage patch, RandomGenerator random) {
        return apply(draw(List.of(flip, biasField, gamma, blur, noise, channelShift), random, patch), patch);
    }

    private static List<Transform> draw(Collection<RandomTransform> transforms, RandomGenerator random,
        LabelledImage sample) {
        List<Transform> drawn = new ArrayList<>();
        for (RandomTransform transform : transforms) {
            if (random.nextDouble() < transform.probability()) {
                drawn.add(transform.draw(random, sample));
            }
        }
        return drawn;
    }

    private static LabelledImage apply(List<Transform> drawn, LabelledImage sample) {
        LabelledImage changed = sample;
        for (Transform transform : drawn) {
            changed = transform.apply(changed);
        }
        return changed;
    }
}
