"""Why a file is not read: each with the next step."""

from mot.domain.errors import N_, MotError


class NotAWorkbookError(MotError):
    """The bytes are no workbook and no table in text form."""

    message = N_("{name} is not a workbook. Save it as .xlsx or .csv in Excel or WPS and upload that file.")


class PasswordNeededError(MotError):
    """The workbook is locked and no password came with it."""

    message = N_("{name} is protected by a password. Enter the password to open it.")


class WrongPasswordError(MotError):
    """The password does not open the workbook."""

    message = N_("This password does not open {name}. Check it and enter it again.")


class UnknownLockError(MotError):
    """The workbook is locked in a way that cannot be undone here, such as by rights management."""

    message = N_(
        "{name} is protected in a way that cannot be opened here. Open it in Excel, save a copy without "
        "protection and upload that copy."
    )


class EmptyWorkbookError(MotError):
    """No sheet holds anything."""

    message = N_("{name} is empty. Check that the feedback was saved, then upload the file again.")


class TooLargeError(MotError):
    """The file asks for more than one import may."""

    message = N_(
        "{name} is too large for one import. Split it, for example by quarter, and upload the parts."
    )


class TooSlowError(MotError):
    """Reading took longer than it may."""

    message = N_(
        "Reading {name} took longer than {seconds} seconds and was stopped. "
        "Split it, for example by quarter, and upload the parts."
    )


class StrayCellError(MotError):
    """A cell far away from the others stretches the sheet beyond what can be held."""

    message = N_(
        "In the sheet {sheet} of {name}, the cell {cell} lies far away from the table. Delete what stands "
        "there and upload the file again."
    )


class CellTooLongError(MotError):
    """One cell holds more text than a cell may."""

    message = N_(
        "A cell in row {row} of {name} holds more than {count} characters. Shorten it, or check whether a "
        "quotation mark is missing there, and upload the file again."
    )


class UnsafeFileError(MotError):
    """The file is built in a way that no workbook is, as files are that are meant to do harm."""

    message = N_(
        "{name} is built in an unusual way and is not opened. "
        "Open it in Excel, save it as a new .xlsx file and upload that file."
    )
