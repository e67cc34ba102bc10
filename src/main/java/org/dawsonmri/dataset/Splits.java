package org.dawsonmri.dataset;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Deals the subjects of a dataset out to training, validation and test, whole people at a time: all sessions of one
 * person ({@link Subject#person}) stay together, since a network that has seen somebody once is not tested by seeing
 * them again. Splits that were there before do not count. Subjects
 * without a label can neither be learnt from nor measured and get none.
 *
 * <p>What comes out depends on the names and the seed alone, not on the order of the table.
 *
 * <pre>{@code
 * Splits splits = new Splits(Dataset.read(Path.of("data")), false, progress);
 * splits.byFractions(List.of(70.0, 15.0, 15.0), 1).write(Path.of("dataset.tsv"));
 * }</pre>
 */
public final class Splits {

    private static final List<Split> PARTS = List.of(Split.TRAIN, Split.VALIDATION, Split.TEST);
    /** How far percentages may be off 100, so that 33.3 can stand for a third. */
    private static final double ROUNDING = 0.5;

    private final Dataset dataset;
    private final Set<String> kept = new HashSet<>();
    private final List<String> people;

    /**
     * @param dataset the subjects
     * @param keepTest leaves the people who are in {@link Split#TEST} already there and deals the others out
     * @param progress hears of names that may be of one person
     * @throws DawsonException if there are no labels, or it is not known which ones are meant
     */
    public Splits(Dataset dataset, boolean keepTest, Progress progress) {
        dataset.requireLabels(progress);
        this.dataset = dataset;
        if (keepTest) {
            dataset.subjects(Split.TEST).forEach(subject -> kept.add(subject.person()));
        }
        TreeSet<String> names = new TreeSet<>();
        dataset.subjects().stream().filter(subject -> subject.label() != null).map(Subject::person)
            .filter(person -> !kept.contains(person)).forEach(names::add);
        people = List.copyOf(names);
        warnOfLookAlikes(progress);
        long labelled = dataset.subjects().stream().filter(subject -> subject.label() != null
            && !kept.contains(subject.person())).count();
        if (people.size() < labelled) {
            progress.message(labelled + " labelled subjects are " + people.size() + " people; all scans of a person"
                + " stay in one split");
        }
    }

    /** Number of people who are dealt out. */
    public int people() {
        return people.size();
    }

    /**
     * One split by shares. People are counted out by the largest remainder; a part whose share is above 0 then gets at
     * least one person, taken from the largest part.
     *
     * @param percent of training and validation, or of training, validation and test; 100 together
     * @throws DawsonException if the shares make no sense or there are fewer people than parts
     */
    public Dataset byFractions(List<Double> percent, long seed) {
        requirePercent(percent);
        int[] sizes = sizes(percent);
        Map<String, Split> parts = new HashMap<>();
        int next = 0;
        List<String> order = shuffled(seed);
        for (int part = 0; part < sizes.length; part++) {
            for (int i = 0; i < sizes[part]; i++) {
                parts.put(order.get(next++), PARTS.get(part));
            }
        }
        return with(parts);
    }

    /**
     * Splits for a k-fold cross-validation: in the i-th the i-th fold is for validation and all others for training.
     * Folds differ by at most one person; each person is in exactly one.
     *
     * @param count number of folds, at least 2
     * @throws DawsonException if there are fewer people than folds
     */
    public List<Dataset> folds(int count, long seed) {
        if (count < 2 || count > people.size()) {
            throw new DawsonException(dataset.source() + ": " + count + " folds asked for, expected 2 to "
                + people.size() + ", the number of labelled people in it");
        }
        List<String> order = shuffled(seed);
        List<Dataset> folds = new ArrayList<>();
        for (int fold = 0; fold < count; fold++) {
            Map<String, Split> parts = new HashMap<>();
            for (int i = 0; i < order.size(); i++) {
                parts.put(order.get(i), i % count == fold ? Split.VALIDATION : Split.TRAIN);
            }
            folds.add(with(parts));
        }
        return folds;
    }

    /**
     * One split for each person, in the order of their names: that one is for the test, all others for training.
     *
     * @param validate takes the next person (after the last one the first) for validation
     * @throws DawsonException if there are fewer than two, or three with validation
     */
    public List<Dataset> leaveOneOut(boolean validate) {
        int least = validate ? 3 : 2;
        if (people.size() < least) {
            throw new DawsonException(dataset.source() + ": has " + people.size() + " labelled people, leaving one out "
                + (validate ? "with one for validation " : "") + "needs at least " + least);
        }
        List<Dataset> splits = new ArrayList<>();
        for (int left = 0; left < people.size(); left++) {
            Map<String, Split> parts = new HashMap<>();
            people.forEach(person -> parts.put(person, Split.TRAIN));
            parts.put(people.get(left), Split.TEST);
            if (validate) {
                parts.put(people.get((left + 1) % people.size()), Split.VALIDATION);
            }
            splits.add(with(parts));
        }
        return splits;
    }

    // -- Helper methods --

    private void warnOfLookAlikes(Progress progress) {
        List<List<String>> alike = Person.lookAlikes(people);
        if (!alike.isEmpty()) {
            progress.warning(dataset.source() + ": " + String.join(" and ", alike.get(0)) + (alike.size() == 1 ? ""
                : " (and " + (alike.size() - 1) + " more such groups)") + " differ in the last part of their names"
                + " alone and count as different people; if they are one, say so in a column 'person'");
        }
    }

    private void requirePercent(List<Double> percent) {
        double sum = percent.stream().mapToDouble(Double::doubleValue).sum();
        boolean sensible = percent.stream().allMatch(p -> p >= 0) && Math.abs(sum - 100) <= ROUNDING;
        if (percent.size() < 2 || percent.size() > PARTS.size() || !sensible || percent.get(0) == 0) {
            throw new DawsonException("the fractions are " + percent + ", expected percentages of training, validation "
                + "and, if wanted, test that make 100, such as 70,15,15");
        }
        long parts = percent.stream().filter(p -> p > 0).count();
        if (people.size() < parts) {
            throw new DawsonException(dataset.source() + ": has " + people.size() + " labelled people for " + parts
                + " parts that need at least one each; label more, or set a fraction to 0");
        }
    }

    private int[] sizes(List<Double> percent) {
        double sum = percent.stream().mapToDouble(Double::doubleValue).sum();
        int[] sizes = new int[percent.size()];
        double[] remainder = new double[sizes.length];
        for (int part = 0; part < sizes.length; part++) {
            double exact = percent.get(part) / sum * people.size();
            sizes[part] = (int) Math.floor(exact + 1e-9); // 0.7 × 10 is not quite 7
            remainder[part] = exact - sizes[part];
        }
        while (Arrays.stream(sizes).sum() < people.size()) {
            int part = indexOfLargest(remainder);
            sizes[part]++;
            remainder[part]--;
        }
        for (int part = 0; part < sizes.length; part++) {
            if (percent.get(part) > 0 && sizes[part] == 0) {
                sizes[indexOfLargest(Arrays.stream(sizes).asDoubleStream().toArray())]--;
                sizes[part]++;
            }
        }
        return sizes;
    }

    private static int indexOfLargest(double[] values) {
        int largest = 0;
        for (int i = 1; i < values.length; i++) {
            largest = values[i] > values[largest] ? i : largest;
        }
        return largest;
    }

    private List<String> shuffled(long seed) {
        List<String> order = new ArrayList<>(people);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = order.size() - 1; i > 0; i--) {
            Collections.swap(order, i, random.nextInt(i + 1));
        }
        return order;
    }

    private Dataset with(Map<String, Split> parts) {
        List<Subject> subjects = new ArrayList<>();
        for (Subject subject : dataset.subjects()) {
            String person = subject.person();
            Split split = Split.NONE;
            if (subject.label() != null) {
                split = kept.contains(person) ? Split.TEST : parts.get(person);
            }
            subjects.add(subject.withSplit(split));
        }
        return dataset.with(subjects);
    }
}
