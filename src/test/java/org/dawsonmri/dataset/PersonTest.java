package org.dawsonmri.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class PersonTest {

    @ParameterizedTest
    @CsvSource({"sub-01_ses-1, sub-01", "sub-01_ses-baseline, sub-01", "sub-01_ses-1_run-2, sub-01", "p7_tp1, p7",
        "p7_TP2, p7", "p7-tp-3, p7", "p7_visit2, p7", "p7.Visit_12, p7", "p7_ses1, p7", "10062Ses1, 10062",
        "10062Ses2, 10062", "10062ses12, 10062", "annaSes2, anna", "x_baseline, x", "x_followup2, x", "x_fu, x",
        "x_month6, x", "A_session2, A", "7tp2_T, 7"})
    void sessionsBelongToAPerson(String subject, String person) {
        assertEquals(person, Person.of(subject));
    }

    @ParameterizedTest
    @CsvSource({"sub-01", "p_01", "Moses1", "moses1", "p1_sesame", "ses-1", "tp1", "visitor2", "s_T1", "A_1", "B_2"})
    void otherNamesArePeople(String subject) {
        assertEquals(subject, Person.of(subject));
    }

    @Test
    void namesThatDifferInTheirLastPartAloneMayBeOnePerson() {
        assertEquals(List.of(List.of("A_1", "A_2"), List.of("B_1", "B_2")),
            Person.lookAlikes(List.of("A_1", "A_2", "B_1", "B_2", "C_1")));
        assertEquals(List.of(), Person.lookAlikes(List.of("sub_01", "sub_02", "sub_03")), "all of one study");
        assertEquals(List.of(),
            Person.lookAlikes(List.of("s1_1", "s1_2", "s1_3", "s1_4", "s1_5", "s1_6", "s1_7", "s2_1")),
            "a site's people");
        assertEquals(List.of(), Person.lookAlikes(List.of("anna", "bert")));
    }
}
