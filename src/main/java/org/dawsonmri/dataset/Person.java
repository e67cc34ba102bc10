package org.dawsonmri.dataset;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose scans a subject's are, by its name: {@code sub-01_ses-2}, {@code p7_tp1}, {@code p7_visit2} and
 * {@code 10062Ses1} are sessions of {@code sub-01}, {@code p7} and {@code 10062}. A column {@code person} says it where
 * names do not.
 */
public final class Person {

    private static final String SESSION = "ses(sion)?|tp|timepoint|visit|month|week|year|day|fu|follow-?up";
    private static final String ATTACHABLE = "ses(sion)?|tp|timepoint|visit";

    /** A word for a session between separators, its number behind it. */
    private static final Pattern SEPARATED = Pattern.compile("(?i)(?<person>.+?)[_\\-. ](((" + SESSION
        + ")([_-]?\\d+[a-z]?|-[a-z0-9]+))|baseline|bl|fu|follow-?up)([_\\-. ].*)?");

    /** The same right behind a digit, or with a capital letter behind a small one. */
    private static final Pattern ATTACHED = Pattern.compile("(?<person>.*(\\d(?i:" + ATTACHABLE
        + ")|[a-z](Ses|Session|TP|Visit)))[_-]?\\d+([_\\-. ].*)?");
    private static final Pattern ATTACHED_WORD = Pattern.compile("(?i)(" + ATTACHABLE + ")$");

    private static final Pattern LAST_PART = Pattern.compile("(?<rest>.+)[_\\-. ][^_\\-. ]+");
    /** More than so many names that differ in their last part alone are rather a site's people. */
    private static final int MOST_SESSIONS = 6;

    private Person() {
    }

    /** The person that a subject of this name is a session of; the subject itself if the name does not say. */
    public static String of(String subject) {
        Matcher separated = SEPARATED.matcher(subject);
        if (separated.matches()) {
            return separated.group("person");
        }
        Matcher attached = ATTACHED.matcher(subject);
        return attached.matches() ? ATTACHED_WORD.matcher(attached.group("person")).replaceFirst("") : subject;
    }

    /**
     * Names that may be sessions of one person, though they do not say so: those that differ in their last part alone
     * ({@code A_1} and {@code A_2} beside {@code B_1}).
     *
     * @return two or more names in each group
     */
    static List<List<String>> lookAlikes(Collection<String> people) {
        Map<String, List<String>> groups = new TreeMap<>();
        for (String person : people) {
            Matcher parts = LAST_PART.matcher(person);
            groups.computeIfAbsent(parts.matches() ? parts.group("rest") : person, rest -> new ArrayList<>())
                .add(person);
        }
        return groups.size() < 2 ? List.of() : groups.values().stream()
            .filter(names -> names.size() > 1 && names.size() <= MOST_SESSIONS).toList();
    }
}
