package org.dawsonmri.runtime;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Settings;

import com.google.gson.JsonObject;

import java.lang.reflect.InvocationTargetException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * All of one kind by name, with their defaults: Dawson's own, then those of plugins. These are looked for when somebody
 * first asks. A plugin that cannot be used, or a name that is there twice, is an error and no warning: whoever put the
 * jar there wants it, and which of two networks a name means must not depend on the order of files.
 *
 * @param <T> the kind
 */
public final class Registry<T> {

    private static final String NAME = "[a-z0-9][a-z0-9_-]*";

    private final Class<T> kind;
    private final String word;
    private final Map<String, T> own;
    private final Plugins plugins;
    private Map<String, T> all;

    /**
     * @param kind what plugins implement
     * @param word what it is called in messages and, with {@code _options}, in settings
     * @param own Dawson's own by name, in the order in which they are shown
     */
    public Registry(Class<T> kind, String word, Map<String, T> own) {
        this(kind, word, own, Plugins.HERE);
    }

    Registry(Class<T> kind, String word, Map<String, T> own, Plugins plugins) {
        Plugins.requireKind(kind);
        this.kind = kind;
        this.word = word;
        this.own = own;
        this.plugins = plugins;
    }

    /** Everything by name, in the order in which it is shown. @throws DawsonException if a plugin cannot be used */
    public synchronized Map<String, T> all() {
        if (all == null) {
            all = withPlugins();
        }
        return all;
    }

    /**
     * All names, in the order in which they are shown. Lists and help texts have to come whatever lies in a folder: where
     * a plugin cannot be used, Dawson's own alone, and who then needs one of this kind is told.
     */
    public List<String> names() {
        try {
            return List.copyOf(all().keySet());
        } catch (DawsonException toldByGet) {
            return List.copyOf(own.keySet());
        }
    }

    /** The one of that name with its defaults. @throws DawsonException if there is no such one */
    public T get(String name) {
        T found = all().get(name);
        if (found == null) {
            throw new DawsonException("unknown " + word + " '" + name + "'; known are " + String.join(", ", names())
                + "; if a plugin has it, put its jar " + Plugins.PLACE);
        }
        return found;
    }

    /**
     * The one of that name with some options changed.
     *
     * @param options keys as its record has them, in snake_case; empty for the defaults
     * @throws DawsonException if there is no such one or option
     */
    public T create(String name, JsonObject options) {
        return Settings.read(get(name), options, word + "_options of " + name);
    }

    // -- Helper methods --

    private Map<String, T> withPlugins() {
        Map<String, T> found = new LinkedHashMap<>(own);
        try {
            for (ServiceLoader.Provider<T> provider : (Iterable<ServiceLoader.Provider<T>>)
                ServiceLoader.load(kind, plugins.loader()).stream()::iterator) {
                add(provider, found);
            }
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new DawsonException(plugins.jarOf(kind, e) + ": a " + word + " in it cannot be used (" + reason(e)
                + "); it may be made for another version of Dawson: take the jar for this one, or take it away", e);
        }
        return found;
    }

    private void add(ServiceLoader.Provider<T> provider, Map<String, T> found) {
        Class<? extends T> type = provider.type();
        List<String> jars = plugins.jarsWith(type);
        if (jars.size() > 1) {
            throw new DawsonException(String.join(" and ", jars) + ": both have the " + word + " " + type.getName()
                + "; take one of them away");
        }
        String name = Optional.ofNullable(type.getAnnotation(Named.class)).map(Named::value).orElse("");
        if (!name.matches(NAME)) {
            throw new DawsonException(jars.get(0) + ": the " + word + " " + type.getName() + " is named '" + name
                + "', expected @Named with small letters, digits, - and _");
        }
        T before = found.putIfAbsent(name, provider.get());
        if (before != null) {
            throw new DawsonException(jars.get(0) + ": its " + word + " " + type.getName() + " is named '" + name
                + "', as is that of " + (own.containsKey(name) ? "Dawson itself" : plugins.jarsWith(before.getClass())
                .get(0)) + "; take the jar away, or ask its author for another name");
        }
    }

    private static String reason(Throwable e) {
        return Stream.iterate(e, t -> t != null, Throwable::getCause)
            .filter(t -> !(t instanceof InvocationTargetException)).reduce((first, last) -> last).orElse(e).toString()
            .lines().findFirst().orElse("");
    }
}
