package org.dawsonmri.model;

import org.dawsonmri.DawsonException;

import java.util.List;

/**
 * Who made a model and on what terms it is passed on, as a user says it.
 *
 * @param authors names; may be empty
 * @param license identifier in the SPDX list, such as CC-BY-4.0; empty for none
 */
public record Credits(List<String> authors, String license) {

    /** Nobody has said anything. */
    public static final Credits NONE = new Credits(List.of(), "");

    private static final int LONGEST = 200;

    public Credits {
        authors = authors.stream().map(String::strip).toList();
        license = license.strip();
        for (String author : authors) {
            if (author.isEmpty() || author.length() > LONGEST || author.chars().anyMatch(Character::isISOControl)) {
                throw new DawsonException("author '" + author + "': is no name, expected up to " + LONGEST
                    + " letters");
            }
        }
        if (!license.matches("[A-Za-z0-9.+-]{0,100}")) {
            throw new DawsonException("license '" + license
                + "': is no identifier; give one of https://spdx.org/licenses, such as CC-BY-4.0");
        }
    }
}
