package org.dawsonmri.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Subjects are dealt out whole, wholly and repeatably. */
class SplitsTest {

    private static final List<Double> USUAL = List.of(70.0, 15.0, 15.0);

    @ParameterizedTest
    @CsvSource({"20, 14, 3, 3", "10, 7, 2, 1", "3, 1, 1, 1", "4, 2, 1, 1", "7, 5, 1, 1", "101, 71, 15, 15"})
    void fractionsAreCountedOut(int people, int train, int validation, int test) {
        Dataset split = new Splits(people(people), false, Progress.NONE).byFractions(USUAL, 5);
        assertArrayEquals(new int[] {train, validation, test}, counts(split));
        assertEquals(ids(people(people).subjects()), ids(split.subjects()));
    }

    @Test
    void thirdsAndPartsOfNothingWork() {
        assertArrayEquals(new int[] {2, 2, 2},
            counts(new Splits(people(6), false, Progress.NONE).byFractions(List.of(33.3, 33.3, 33.3), 1)));
        assertArrayEquals(new int[] {12, 3, 0},
            counts(new Splits(people(15), false, Progress.NONE).byFractions(List.of(80.0, 20.0),
            1)));
        assertArrayEquals(new int[] {4, 0, 1},
            counts(new Splits(people(5), false, Progress.NONE).byFractions(List.of(80.0, 0.0, 20.0), 1)));
    }

    @Test
    void theSeedDecidesNotTheOrderOfTheTable() {
        List<Subject> reversed = new ArrayList<>(people(30).subjects());
        Collections.reverse(reversed);
        Dataset turned = new Dataset(Path.of("turned.tsv"), List.of("A"), reversed);
        Set<String> once = ids(new Splits(people(30), false, Progress.NONE).byFractions(USUAL, 5).subjects(Split.TEST));
        assertEquals(once, ids(new Splits(turned, false, Progress.NONE).byFractions(USUAL, 5).subjects(Split.TEST)));
        assertNotEquals(once,
            ids(new Splits(people(30), false, Progress.NONE).byFractions(USUAL, 6).subjects(Split.TEST)));
    }

    @Test
    void everybodyIsValidatedInExactlyOneFold() {
        List<Dataset> folds = new Splits(people(11), false, Progress.NONE).folds(4, 9);
        assertEquals(4, folds.size());
        List<String> validated = new ArrayList<>();
        for (Dataset fold : folds) {
            List<Subject> validation = fold.subjects(Split.VALIDATION);
            assertTrue(validation.size() == 2 || validation.size() == 3);
            assertEquals(11 - validation.size(), fold.subjects(Split.TRAIN).size());
            validated.addAll(ids(validation));
        }
        assertEquals(11, validated.size());
        assertEquals(ids(people(11).subjects()), new TreeSet<>(validated));
    }

    @Test
    void everybodyIsLeftOutOnce() {
        List<Dataset> splits = new Splits(people(4), false, Progress.NONE).leaveOneOut(false);
        assertEquals(List.of("p0", "p1", "p2", "p3"),
            splits.stream().map(s -> s.subjects(Split.TEST).get(0).id()).toList());
        splits.forEach(s -> assertArrayEquals(new int[] {3, 0, 1}, counts(s)));
        List<Dataset> validated = new Splits(people(4), false, Progress.NONE).leaveOneOut(true);
        assertEquals(List.of("p1", "p2", "p3", "p0"),
            validated.stream().map(s -> s.subjects(Split.VALIDATION).get(0).id()).toList());
        validated.forEach(s -> assertArrayEquals(new int[] {2, 1, 1}, counts(s)));
    }

    @Test
    void sessionsOfAPersonStayTogether() {
        List<Subject> subjects = new ArrayList<>();
        for (int person = 0; person < 9; person++) {
            for (int session = 0; session <= person % 3; session++) {
                subjects.add(subject("sub-" + person + "_ses-" + session, Split.NONE, true));
            }
        }
        Splits splits = new Splits(new Dataset(Path.of("bids"), List.of("A"), subjects), false, Progress.NONE);
        assertEquals(9, splits.people());
        List<Dataset> all = new ArrayList<>(splits.folds(3, 2));
        all.add(splits.byFractions(USUAL, 2));
        all.addAll(splits.leaveOneOut(false));
        all.addAll(splits.leaveOneOut(true));
        for (Dataset split : all) {
            Map<String, Set<Split>> parts = split.subjects().stream().collect(Collectors.groupingBy(
                s -> s.id().substring(0, 5), Collectors.mapping(Subject::split, Collectors.toSet())));
            assertTrue(parts.values().stream().allMatch(p -> p.size() == 1 && !p.contains(Split.NONE)));
        }
    }

    @Test
    void timePointsAreOnePersonWhichIsSaidAndNamesThatAreAlikeAreAWarning() {
        List<String> said = new ArrayList<>();
        Progress progress = event -> said.add(event.type() + ": " + event.text());
        List<Subject> subjects = new ArrayList<>();
        for (String person : List.of("A", "B", "C")) {
            subjects.add(subject(person + "_tp1", Split.NONE, true));
            subjects.add(subject(person + "_tp2", Split.NONE, true));
        }
        Dataset split = new Splits(new Dataset(Path.of("d.tsv"), List.of("A"), subjects), false, progress)
            .byFractions(List.of(50.0, 25.0, 25.0), 1);
        for (int i = 0; i < 6; i += 2) {
            assertEquals(split.subjects().get(i).split(), split.subjects().get(i + 1).split());
        }
        assertEquals(List.of("message: 6 labelled subjects are 3 people; all scans of a person stay in one split"),
            said);
        said.clear();
        subjects.replaceAll(s -> subject(s.id().replace("tp", ""), Split.NONE, true));
        assertEquals(6, new Splits(new Dataset(Path.of("d.tsv"), List.of("A"), subjects), false, progress).people());
        assertEquals(List.of("warning: d.tsv: A_1 and A_2 (and 2 more such groups) differ in the last part of their names"
            + " alone and count as different people; if they are one, say so in a column 'person'"), said);
    }

    @Test
    void unlabelledSubjectsGetNoSplitAndAKeptTestStays() {
        List<Subject> subjects = new ArrayList<>(people(10).subjects());
        subjects.set(0, subject("p0", Split.TRAIN, false));
        subjects.set(1, subject("p1", Split.TEST, true));
        subjects.set(2, subject("p2", Split.TEST, true));
        Dataset dataset = new Dataset(Path.of("d.tsv"), List.of("A"), subjects);
        for (Dataset fold : new Splits(dataset, true, Progress.NONE).folds(7, 3)) {
            assertEquals(new TreeSet<>(Set.of("p1", "p2")), ids(fold.subjects(Split.TEST)));
            assertEquals(Set.of("p0"), ids(fold.subjects(Split.NONE)));
            assertArrayEquals(new int[] {6, 1, 2}, counts(fold));
        }
        assertEquals(9, new Splits(dataset, false, Progress.NONE).people());
    }

    @Test
    void whatCannotBeDealtIsExplained() {
        refused("2 labelled people for 3 parts", () ->
            new Splits(people(2), false, Progress.NONE).byFractions(USUAL, 1));
        refused("expected percentages", () ->
            new Splits(people(9), false, Progress.NONE).byFractions(List.of(70.0, 15.0, 51.0), 1));
        refused("expected percentages", () ->
            new Splits(people(9), false, Progress.NONE).byFractions(List.of(0.0, 100.0), 1));
        refused("expected percentages", () ->
            new Splits(people(9), false, Progress.NONE).byFractions(List.of(100.0), 1));
        refused("6 folds asked for, expected 2 to 5", () -> new Splits(people(5), false, Progress.NONE).folds(6, 1));
        refused("1 folds asked for", () -> new Splits(people(5), false, Progress.NONE).folds(1, 1));
        refused("at least 2", () -> new Splits(people(1), false, Progress.NONE).leaveOneOut(false));
        refused("at least 3", () -> new Splits(people(2), false, Progress.NONE).leaveOneOut(true));
    }

    private static void refused(String message, Runnable work) {
        DawsonException e = assertThrows(DawsonException.class, work::run);
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    private static Dataset people(int n) {
        return new Dataset(Path.of("people.tsv"), List.of("A"),
            IntStream.range(0, n).mapToObj(i -> subject("p" + i, Split.NONE, true)).toList());
    }

    private static Subject subject(String id, Split split, boolean labelled) {
        return new Subject(id, split, Map.of("A", Path.of(id + ".nii")), labelled ? Path.of(id + "_l.nii") : null);
    }

    private static int[] counts(Dataset dataset) {
        return Arrays.stream(new Split[] {Split.TRAIN, Split.VALIDATION, Split.TEST})
            .mapToInt(split -> dataset.subjects(split).size()).toArray();
    }

    private static Set<String> ids(List<Subject> subjects) {
        Set<String> ids = new HashSet<>();
        subjects.forEach(s -> assertTrue(ids.add(s.id()), s.id() + " twice"));
        return new TreeSet<>(ids);
    }
}
