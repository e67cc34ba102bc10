package org.dawsonmri.dataset;

import org.dawsonmri.dataset.Dataset.LabelSource;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Finds out which files of a BIDS folder are its subjects' labels: all of one kind, chosen or the only one there is.
 */
final class BidsLabels {

    private static final int SHOWN = 8;

    private final String wanted;
    private final Map<String, List<BidsName>> candidates;
    private final Map<String, List<BidsName>> chosen = new LinkedHashMap<>();
    private final LabelSource source;

    /**
     * @param wanted the kind that a user named; empty for the only one
     * @param candidates files that may be a label, by subject: all that lie in derivatives, and labels beside scans
     */
    BidsLabels(String wanted, Map<String, List<BidsName>> candidates) {
        this.wanted = wanted;
        this.candidates = candidates;
        if (!wanted.isEmpty()) {
            choose(name -> name.kind().equalsIgnoreCase(wanted));
            if (chosen.isEmpty()) {
                choose(name -> name.answersTo(wanted));
            }
        } else {
            choose(BidsName::isUsualLabel);
        }
        this.source = decide();
        if (source.problem() != null) {
            chosen.clear();
        }
    }

    LabelSource source() {
        return source;
    }

    /** The files of the kind that may be this subject's label: those in derivatives, or else those beside its scans. */
    List<BidsName> of(String subject) {
        List<BidsName> all = chosen.getOrDefault(subject, List.of());
        List<BidsName> derived = all.stream().filter(BidsLabels::isDerived).toList();
        return derived.isEmpty() ? all : derived;
    }

    // -- Helper methods --

    private static List<BidsName> without(List<BidsName> names, List<BidsName> taken) {
        return names.stream().filter(name -> !taken.contains(name)).toList();
    }

    private void choose(Predicate<BidsName> filter) {
        candidates.forEach((subject, names) -> {
            List<BidsName> fitting = names.stream().filter(filter).toList();
            if (!fitting.isEmpty()) {
                chosen.put(subject, fitting);
            }
        });
    }

    private LabelSource decide() {
        Set<String> kinds = chosen.values().stream().flatMap(List::stream).map(BidsName::kind)
            .collect(Collectors.toCollection(LinkedHashSet::new));
        if (kinds.size() > 1) {
            String which = kinds(chosen);
            return LabelSource.missing((wanted.isEmpty() ? "has labels of several kinds: "
                : "has several kinds of label '" + wanted + "': ") + which
                + "; choose one with --label (in ImageJ label=NAME), such as --label "
                + kinds.iterator().next());
        }
        if (!kinds.isEmpty()) {
            Map<String, List<BidsName>> beside = new LinkedHashMap<>(chosen);
            beside.replaceAll((subject, names) -> without(names, of(subject)));
            chosen.replaceAll((subject, names) -> of(subject));
            beside.values().removeIf(List::isEmpty);
            return LabelSource.found(kinds(chosen) + (beside.isEmpty() ? "" : "; not taken: " + kinds(beside)));
        }
        String there = candidates.isEmpty() ? "nothing lies there" : "there are " + kinds(candidates);
        String choose = candidates.isEmpty() ? "" : "; if it is one of these, choose it with --label (in ImageJ"
            + " label=NAME)";
        return LabelSource.missing(wanted.isEmpty()
            ? "no label found: looked in derivatives and beside the scans for names with label-…, that end in _mask,"
                + " _dseg, _seg, _roi, _lesion, or in such a word with -manual behind it; " + there + choose
            : "has no label of the kind '" + wanted + "'; " + there);
    }

    /** {@code lesion (4 subjects: label-lesion_mask in derivatives/labels)}. */
    private static String kinds(Map<String, List<BidsName>> names) {
        Map<String, Set<String>> subjects = new TreeMap<>();
        Map<String, Set<String>> places = new TreeMap<>();
        names.forEach((subject, all) -> all.forEach(name -> {
            subjects.computeIfAbsent(name.kind(), kind -> new LinkedHashSet<>()).add(subject);
            places.computeIfAbsent(name.kind(), kind -> new LinkedHashSet<>()).add(name.tail() + place(name));
        }));
        List<String> texts = new ArrayList<>();
        subjects.forEach((kind, owners) -> texts.add(kind + " (" + owners.size() + (owners.size() == 1 ? " subject: "
            : " subjects: ") + shown(places.get(kind)) + ")"));
        return shown(texts);
    }

    private static String shown(Collection<String> texts) {
        return texts.stream().limit(SHOWN).collect(Collectors.joining(", ")) + (texts.size() > SHOWN ? ", …" : "");
    }

    private static String place(BidsName name) {
        return isDerived(name) ? " in derivatives/" + name.value(BidsName.PIPELINE) : " beside the scans";
    }

    private static boolean isDerived(BidsName name) {
        return name.value(BidsName.PIPELINE) != null;
    }
}
