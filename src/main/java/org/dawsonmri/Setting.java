package org.dawsonmri;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says of a record's component all that its name, its type and the record's defaults do not say. It is said here alone:
 * {@link SettingTable} makes rows of it, from which come the check of values, the options of the command line, labels,
 * ranges, choices and tool tips of forms, and the page of all settings.
 *
 * <pre>{@code
 * record Options(@Setting(title = "Epochs", help = "Passes over the training scans.", range = "[1,)") int epochs) {
 * }
 * }</pre>
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {

    /** Where a user can set it, besides in a file of settings, where everything can be set. */
    enum Door {
        COMMAND_LINE, FORM
    }

    /** What forms call it. */
    String title();

    /** What it is, in one sentence with a full stop. Its values and its default come from elsewhere. */
    String help();

    /** Which numbers make sense, as an interval: {@code [1,)} is 1 or more, {@code (0,)} above 0. */
    String range() default "";

    /** What its numbers count or measure, if that goes without saying nowhere else. */
    String unit() default "";

    /** What a 0 means, where it is no number of that unit: {@code all}. */
    String zero() default "";

    /** What it comes to if nothing is given. */
    String unset() default "default";

    /** What stands for its value in a synopsis; by default N, X, NAME or JSON, as its type is. */
    String value() default "";

    /** Its name on the command line, without dashes, if that is not its own. */
    String option() default "";

    /** Its name in forms and macros, if that is not its own. */
    String field() default "";

    Door[] doors() default {Door.COMMAND_LINE};

    /** True of what many users set; the others are for experts. */
    boolean common() default false;
}
