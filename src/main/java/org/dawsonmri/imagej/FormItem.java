package org.dawsonmri.imagej;

import org.dawsonmri.SettingRow;

import org.scijava.command.CommandModuleItem;

import java.lang.reflect.Field;
import java.util.List;

/** A field of a form; what its annotation says itself goes before what is said of it here. */
public final class FormItem<T> extends CommandModuleItem<T> {

    private final Object start;
    private SettingRow setting;
    private String label = "";
    private String help = "";
    private String style = "";
    private List<String> choices = List.of();
    private double low = Double.NEGATIVE_INFINITY;
    private double high = Double.POSITIVE_INFINITY;

    /** @param start what a new form shows */
    FormItem(FormInfo form, Field field, Object start) {
        super(form, field);
        this.start = start;
    }

    void is(SettingRow row) {
        setting = row;
    }

    void says(String newLabel, String newHelp, String newStyle, List<String> newChoices) {
        label = newLabel;
        help = newHelp;
        style = newStyle;
        choices = newChoices;
    }

    void limit(double newLow, double newHigh) {
        low = newLow;
        high = newHigh;
    }

    /** What a new form shows. */
    public Object start() {
        return start;
    }

    /** The setting that it is, or null. */
    public SettingRow setting() {
        return setting;
    }

    /** True if a new form shows a value that makes no sense for a setting, such as no epoch: it is none given. */
    public boolean isNone() {
        return "".equals(start) || start instanceof Number n && setting != null
            && (!setting.range().has(n.doubleValue())
                || setting.about().range().isEmpty() && n.equals(super.getMinimumValue()));
    }

    // -- ModuleItem methods --

    /** The command says in a better way than SciJava what is missing. */
    @Override
    public boolean isRequired() {
        return getType() != String.class && super.isRequired();
    }

    @Override
    public String getLabel() {
        String own = super.getLabel();
        return own == null || own.isEmpty() ? label : own;
    }

    @Override
    public String getDescription() {
        String own = super.getDescription();
        return own == null || own.isEmpty() ? help : own;
    }

    @Override
    public String getWidgetStyle() {
        String own = super.getWidgetStyle();
        return (own == null || own.isEmpty()) && !style.isEmpty() ? style : own;
    }

    @Override
    public T getMinimumValue() {
        T own = super.getMinimumValue();
        return own == null && Double.isFinite(low) ? number(low) : own;
    }

    @Override
    public T getMaximumValue() {
        T own = super.getMaximumValue();
        return own == null && Double.isFinite(high) ? number(high) : own;
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<T> getChoices() {
        List<T> own = super.getChoices();
        return (own == null || own.isEmpty()) && !choices.isEmpty() ? (List<T>) choices : own;
    }

    @SuppressWarnings("unchecked")
    private T number(double value) {
        Class<T> type = getType();
        return (T) (type == int.class ? (Number) (int) value : type == long.class ? (Number) (long) value
            : (Number) value);
    }
}
