package org.dawsonmri.dataset;

import org.dawsonmri.DawsonException;
import org.dawsonmri.FileName;
import org.dawsonmri.Progress;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Picks among files of one kind by what their names say, and tells how to pick where that leaves several. */
final class BidsFilter {

    /** They say whose the file is or what it holds, not which one of several it is. */
    private static final Set<String> COMMON = Set.of("sub", "ses", "label");

    private final Map<String, List<String>> filters;

    BidsFilter(DataChoice choice) {
        this.filters = choice.filters();
    }

    /**
     * Looks for what cannot be meant.
     *
     * @throws DawsonException if files have an entity, but none has a value that was asked for
     */
    void check(Path root, Collection<BidsName> all, Progress progress) {
        filters.forEach((entity, values) -> {
            Set<String> found = new TreeSet<>();
            all.stream().map(name -> name.value(entity)).filter(value -> value != null).forEach(found::add);
            if (found.isEmpty()) {
                progress.warning(root + ": no file has the entity '" + entity + "', so that filter changes nothing");
            } else if (found.stream().noneMatch(value -> values.stream().anyMatch(wanted -> same(value, wanted)))) {
                throw new DawsonException(root + ": no file has " + entity + "=" + String.join(" or ", values) + "; "
                    + entity + " is " + String.join(", ", found));
            }
        });
    }

    /** Of each entity of the filter the first value that occurs; files without the entity only where none has it. */
    List<BidsName> apply(List<BidsName> names) {
        List<BidsName> left = names;
        for (Map.Entry<String, List<String>> filter : filters.entrySet()) {
            List<BidsName> before = left;
            if (before.stream().anyMatch(name -> name.value(filter.getKey()) != null)) {
                left = filter.getValue().stream().map(wanted -> before.stream()
                        .filter(name -> same(name.value(filter.getKey()), wanted)).toList())
                    .filter(fitting -> !fitting.isEmpty()).findFirst()
                    .orElse(before.stream().filter(name -> name.value(filter.getKey()) == null).toList());
            }
        }
        return left;
    }

    /**
     * Labels that were drawn on one of the scans: none of what their names say is otherwise in that scan's name.
     *
     * @return all if that fits none
     */
    static List<BidsName> drawnOn(Collection<BidsName> scans, List<BidsName> labels) {
        List<BidsName> fitting = labels.stream()
            .filter(label -> scans.stream().anyMatch(scan -> isDrawnOn(scan, label))).toList();
        return fitting.isEmpty() ? labels : fitting;
    }

    /** Names files and what picks one of them. */
    static String ambiguous(String what, List<BidsName> names) {
        String files = names.stream().map(name -> FileName.of(name.file()))
            .collect(Collectors.joining(", "));
        Set<String> entities = new LinkedHashSet<>();
        names.forEach(name -> entities.addAll(name.entities().keySet()));
        for (String entity : entities) {
            List<String> values = new ArrayList<>(new LinkedHashSet<>(
                names.stream().map(name -> String.valueOf(name.value(entity))).toList()));
            values.remove("null");
            if (!COMMON.contains(entity) && !values.isEmpty()
                && names.stream().anyMatch(name -> !values.get(0).equals(name.value(entity)))) {
                return "more than one " + what + ": " + files + "; choose with --filter (in ImageJ filter=…), such as"
                    + " --filter " + entity + "=" + values.get(0);
            }
        }
        return "more than one " + what + ": " + files + "; leave one of them";
    }

    // -- Helper methods --

    private static boolean isDrawnOn(BidsName scan, BidsName label) {
        return label.entities().entrySet().stream().allMatch(entity -> switch (entity.getKey()) {
            case "sub", "ses", "label", "desc", BidsName.RATER, BidsName.PIPELINE -> true;
            default -> BidsName.isLabelWord(entity.getKey()) || entity.getValue().equals(scan.value(entity.getKey()));
        });
    }

    /** Runs are counted as 1 and as 01. */
    private static boolean same(String value, String wanted) {
        return value != null && number(value).equalsIgnoreCase(number(wanted));
    }

    private static String number(String value) {
        return value.matches("\\d+") ? value.replaceFirst("^0+(?=\\d)", "") : value;
    }
}
