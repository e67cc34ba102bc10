package org.dawsonmri;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * docs/images/packages.svg, from byte code: each package above all that it needs. A line that other lines already
 * imply is left out.
 */
class PackagesDrawingTest {

    private static final String ROOT = "org.dawsonmri";
    private static final int WIDTH = 1080;
    private static final int ROW = 84;
    private static final int BOX = 34;
    private static final int LETTER = 8;

    private final Map<String, Set<String>> needs = new TreeMap<>();
    private final Map<String, Set<String>> closures = new TreeMap<>();
    private final Map<String, Integer> levels = new TreeMap<>();
    private final Map<String, Integer> centres = new TreeMap<>();

    @Test
    void theDrawingShowsThePackagesThatThereAre() throws IOException {
        read();
        needs.keySet().forEach(this::level);
        GeneratedPage.check("../images/packages.svg", svg());
    }

    private void read() {
        for (JavaClass each : new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT)) {
            Set<String> others = needs.computeIfAbsent(each.getPackageName(), name -> new TreeSet<>());
            for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
                String other = dependency.getTargetClass().getPackageName();
                if (other.startsWith(ROOT) && !other.equals(each.getPackageName())) {
                    others.add(other);
                }
            }
        }
    }

    /** 0 for what needs nothing, otherwise one above the highest that is needed. */
    private int level(String name) {
        Integer known = levels.get(name);
        if (known == null) {
            known = needs.get(name).stream().mapToInt(other -> 1 + level(other)).max().orElse(0);
            levels.put(name, known);
        }
        return known;
    }

    /** All that a package needs, directly or not. */
    private Set<String> closure(String name) {
        Set<String> known = closures.get(name);
        if (known == null) {
            known = new TreeSet<>(needs.get(name));
            for (String next : needs.get(name)) {
                known.addAll(closure(next));
            }
            closures.put(name, known);
        }
        return known;
    }

    private String svg() {
        int top = levels.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
        StringBuilder boxes = new StringBuilder();
        for (int level = top; level >= 0; level--) {
            row(level, (top - level) * ROW + 10, boxes);
        }
        StringBuilder lines = new StringBuilder();
        needs.forEach((from, others) -> others.stream()
            .filter(to -> others.stream().noneMatch(between -> closure(between).contains(to)))
            .forEach(to -> lines.append(line(from, to, top))));
        return String.format(Locale.ROOT, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" "
            + "font-family=\"sans-serif\" font-size=\"13\" text-anchor=\"middle\">%n", WIDTH, (top + 1) * ROW)
            .replace("\r", "") + "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n"
            + "<g stroke=\"#9ab\" stroke-width=\"1.2\">\n" + lines + "</g>\n" + boxes + "</svg>\n";
    }

    private void row(int level, int y, StringBuilder boxes) {
        List<String> names = new ArrayList<>(levels.keySet());
        names.removeIf(name -> levels.get(name) != level);
        names.sort(Comparator.comparingDouble(this::placeOfUsers));
        for (int i = 0; i < names.size(); i++) {
            String title = title(names.get(i));
            int x = (2 * i + 1) * WIDTH / (2 * names.size()) + (level % 2 == 0 ? 24 : -24) / names.size();
            int width = title.length() * LETTER + 24;
            centres.put(names.get(i), x);
            boxes.append("<rect x=\"" + (x - width / 2) + "\" y=\"" + y + "\" width=\"" + width + "\" height=\"" + BOX
                + "\" rx=\"6\" fill=\"#eef4fa\" stroke=\"#357\"/><text x=\"" + x + "\" y=\"" + (y + 22) + "\">" + title
                + "</text>\n");
        }
    }

    /** Where those are, on the average, that need a package and are drawn already. */
    private double placeOfUsers(String name) {
        return centres.keySet().stream().filter(user -> needs.get(user).contains(name)).mapToInt(centres::get)
            .average().orElse(0);
    }

    private String line(String from, String to, int top) {
        return "<line x1=\"" + centres.get(from) + "\" y1=\"" + ((top - levels.get(from)) * ROW + 10 + BOX)
            + "\" x2=\"" + centres.get(to) + "\" y2=\"" + ((top - levels.get(to)) * ROW + 10) + "\"/>\n";
    }

    private static String title(String name) {
        return name.equals(ROOT) ? "(base)" : name.substring(ROOT.length() + 1);
    }
}
