package org.dawsonmri.runtime;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name of what a plugin adds, as settings, options and lists have it: small letters, digits, {@code -} and
 * {@code _}. The class is public with a public constructor without arguments, which gives the defaults; a record's
 * components are its options.
 *
 * <pre>{@code
 * @Named("tiny")
 * public record TinyNetwork(int filters) implements Network {
 *     public TinyNetwork() {
 *         this(8);
 *     }
 *     …
 * }
 * }</pre>
 *
 * <p>Its jar lists it in {@code META-INF/services/} and the kind's full name, here
 * {@code org.dawsonmri.network.Network}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Named {

    String value();
}
