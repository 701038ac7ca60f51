/** Tests of the suite's core that ours refuses, each with its reason. Nothing is answered wrongly. */
export const EXPECTED_FAILURES: readonly {
  readonly reason: string;
  readonly tests: readonly string[];
}[] = [
  {
    reason:
      'There are no optional values and no types of a host: what is not there is asked for with has.',
    tests: [
      'type_deductions/functions/function_result_type',
      'type_deductions/flexible_type_parameter_assignment/optional_none',
      'type_deductions/flexible_type_parameter_assignment/optional_none_2',
      'type_deductions/flexible_type_parameter_assignment/optional_dyn_promotion',
      'type_deductions/flexible_type_parameter_assignment/optional_dyn_promotion_2',
      'type_deductions/flexible_type_parameter_assignment/optional_in_ternary',
      'type_deductions/type_parameters/multiple_parameters_generality',
      'type_deductions/type_parameters/multiple_parameters_generality_2',
      'type_deductions/type_parameters/multiple_parameters_parameterized_ovl',
      'type_deductions/type_parameters/multiple_parameters_parameterized_ovl_2',
      'type_deductions/legacy_nullable_types/null_assignable_to_abstract_parameter_candidate',
    ],
  },
  {
    reason:
      'The type of an empty list is list of anything, and of lists in it too; the suite wants it as deep as it is written.',
    tests: [
      'type_deductions/flexible_type_parameter_assignment/list_parameter',
      'type_deductions/flexible_type_parameter_assignment/list_parameter_order_independent',
    ],
  },
  {
    reason:
      'The suite runs these unchecked. A name or a function that nobody declared is a fault before there are values.',
    tests: [
      'basic/variables/unbound_is_runtime_error',
      'basic/functions/unbound_is_runtime_error',
      'parse/receiver_function_names/as',
      'parse/receiver_function_names/break',
      'parse/receiver_function_names/const',
      'parse/receiver_function_names/continue',
      'parse/receiver_function_names/else',
      'parse/receiver_function_names/for',
      'parse/receiver_function_names/function',
      'parse/receiver_function_names/if',
      'parse/receiver_function_names/import',
      'parse/receiver_function_names/let',
      'parse/receiver_function_names/loop',
      'parse/receiver_function_names/package',
      'parse/receiver_function_names/namespace',
      'parse/receiver_function_names/return',
      'parse/receiver_function_names/var',
      'parse/receiver_function_names/void',
      'parse/receiver_function_names/while',
    ],
  },
  {
    reason:
      'The suite runs these unchecked. Here types are checked first: && and || join conditions, both sides of ?: have one type, and lists of different types are not compared.',
    tests: [
      'comparisons/eq_literal/not_eq_list_length',
      'logic/conditional/mixed_type',
      'logic/AND/short_circuit_type_left',
      'logic/AND/short_circuit_type_right',
      'logic/OR/short_circuit_type_left',
      'logic/OR/short_circuit_type_right',
    ],
  },
  {
    reason: 'A number starts with a digit: 0.99.',
    tests: ['comparisons/gt_literal/not_gt_double'],
  },
  {
    reason: 'Names have no dots and there are no containers to look them up in.',
    tests: [
      'fields/qualified_identifier_resolution/qualified_ident',
      'fields/qualified_identifier_resolution/map_field_select',
      'fields/qualified_identifier_resolution/qualified_identifier_resolution_unchecked',
      'fields/qualified_identifier_resolution/ident_with_longest_prefix_check',
      'namespace/qualified/self_eval_qualified_lookup',
      'namespace/namespace/self_eval_container_lookup',
      'namespace/namespace/self_eval_container_lookup_unchecked',
    ],
  },
  {
    reason: 'Timestamps are kept in milliseconds; what is finer is an error, never another moment.',
    tests: [
      'timestamps/timestamp_conversions/toString_timestamp_nanos',
      'timestamps/timestamp_selectors/getMilliseconds',
      'timestamps/timestamp_arithmetic/add_time_to_duration_nanos_negative',
      'timestamps/timestamp_arithmetic/add_time_to_duration_nanos_positive',
    ],
  },
];

/** How many tests of an extension ours refuses, by file, since conditions do without it. */
export const EXPECTED_REFUSALS: Readonly<
  Record<string, { readonly refused: number; readonly reason: string }>
> = {
  block_ext: { refused: 25, reason: 'cel.block is what an optimiser writes, not a person.' },
  encoders_ext: { refused: 4, reason: 'Policies encode nothing.' },
  macros2: {
    refused: 38,
    reason: 'Loops have one variable; exists_one is the one spelling of it.',
  },
  math_ext: {
    refused: 182,
    reason: 'Policies compare numbers; they need no bits, roundings or greatest ones.',
  },
  optionals: { refused: 56, reason: 'What may be absent is asked for with has, in one way.' },
  string_ext: { refused: 96, reason: 'Texts are compared, not formatted or quoted for print.' },
};
